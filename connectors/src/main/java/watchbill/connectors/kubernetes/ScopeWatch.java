package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One open watch: reduces each object as it arrives and queues the rest of it for the loop.
///
/// The client calls from threads of its own and holds whole objects in a list without a limit while
/// we are slow; so nothing here waits. When the queue is full the watch is cut off, and the loop
/// resumes it from the last change that it took.
final class ScopeWatch<T extends HasMetadata, V> implements Watcher<T>, AutoCloseable {
  /// About 1 kB each.
  private static final int MOST_QUEUED = 8_192;

  private final Scope<T, V> scope;
  private final BlockingQueue<Heard<V>> queue;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Watch watch;

  ScopeWatch(Scope<T, V> scope, BlockingQueue<Heard<V>> queue) {
    this.scope = scope;
    this.queue = queue;
  }

  /// Opens it; returns when the server agreed.
  ///
  /// @throws KubernetesClientException if the server did not
  void open(String version) {
    watch = scope.watch(version, this);
  }

  @Override
  public void eventReceived(Action action, T object) {
    if (over.get()) {
      return;
    }
    if (queue.size() >= MOST_QUEUED) {
      end(false, "more than " + MOST_QUEUED + " changes wait to be taken");
      return;
    }
    switch (action) {
      case ADDED, MODIFIED -> queue.add(new Heard.Changed<>(this, scope.read(object)));
      case DELETED -> queue.add(new Heard.Removed<>(this, scope.read(object)));
      case BOOKMARK ->
          queue.add(new Heard.Bookmark<>(this, Said.text(Said.meta(object).getResourceVersion())));
      case ERROR -> end(false, "the server sent an error in place of a change");
    }
  }

  /// The client ended the watch after the server or the network did.
  @Override
  public void onClose(WatcherException cause) {
    boolean inOrder = cause.getCause() == null && !cause.isHttpGone();
    end(cause.isHttpGone(), inOrder ? "" : OneLine.of(cause));
  }

  /// Ends it; nothing is queued any more.
  @Override
  public void close() {
    over.set(true);
    Watch open = watch;
    if (open != null) {
      open.close();
    }
  }

  private void end(boolean gone, String why) {
    if (over.compareAndSet(false, true)) {
      queue.add(new Heard.Ended<>(this, gone, why));
    }
  }
}
