package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One open watch: reduces each pod as it arrives and queues the rest of it for the loop.
///
/// The client calls from threads of its own and holds whole pods in a list without a limit while we
/// are slow; so nothing here waits. When the queue is full the watch is cut off, and the loop
/// resumes it from the last change that it took.
final class ScopeWatch implements Watcher<Pod>, AutoCloseable {
  /// About 1 kB each.
  private static final int MOST_QUEUED = 8_192;

  private final PodScope scope;
  private final BlockingQueue<Heard> queue;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Watch watch;

  ScopeWatch(PodScope scope, BlockingQueue<Heard> queue) {
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
  public void eventReceived(Action action, Pod pod) {
    if (over.get()) {
      return;
    }
    if (queue.size() >= MOST_QUEUED) {
      end(false, "more than " + MOST_QUEUED + " changes wait to be taken");
      return;
    }
    switch (action) {
      case ADDED, MODIFIED -> queue.add(new Heard.Changed(this, scope.read(pod)));
      case DELETED -> queue.add(new Heard.Removed(this, scope.read(pod)));
      case BOOKMARK -> queue.add(new Heard.Bookmark(this, scope.read(pod).resourceVersion()));
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
      queue.add(new Heard.Ended(this, gone, why));
    }
  }
}
