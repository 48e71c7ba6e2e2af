package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One scope with its place in the history: the version that was taken last, and the watch that
/// goes on from there. Owned by the watch's thread.
final class WatchedScope<V> {
  /// So many watches in a row that open and end without a word mean a version that the server can
  /// no longer serve: some answer it so, and not with 410 (kubernetes/kubernetes#104171).
  private static final int MOST_BARREN = 3;

  private final Scope<?, V> scope;
  private final WatchConfig config;
  private final BlockingQueue<Heard<V>> queue;
  private final Pause pause;
  private String version = "";
  private @Nullable ScopeWatch<?, V> watch;
  private boolean failing = true;
  private int barren;
  private long dueNanos;

  WatchedScope(
      Scope<?, V> scope,
      WatchConfig config,
      BlockingQueue<Heard<V>> queue,
      RandomGenerator random) {
    this.scope = scope;
    this.config = config;
    this.queue = queue;
    this.pause = new Pause(config.minPause(), config.maxPause(), random);
  }

  Scope<?, V> scope() {
    return scope;
  }

  /// When something is to be done without any news: the open watch has then been quiet for too
  /// long, or the closed one is to be opened. In the time of `System.nanoTime`.
  long dueNanos() {
    return dueNanos;
  }

  /// Whether the last attempt to list or watch it failed; a watch that ended in order and is to be
  /// opened again has not. True before the first attempt.
  boolean isFailing() {
    return failing;
  }

  void setFailing(boolean failing) {
    this.failing = failing;
  }

  boolean owns(ScopeWatch<?, V> other) {
    return watch == other;
  }

  /// A new list shows this version.
  void listed(String newVersion, long nowNanos) {
    version = newVersion;
    barren = 0;
    dueNanos = nowNanos;
  }

  /// Opens a watch from the version taken last.
  ///
  /// @throws KubernetesClientException if the server does not agree; the next attempt is then due
  ///   after a pause
  void open(long nowNanos) {
    close();
    barren++;
    dueNanos = nowNanos + pause.nextNanos();
    ScopeWatch<?, V> opening = scope.newWatch(queue);
    opening.open(version);
    watch = opening;
    dueNanos = nowNanos + config.quietLimit().toNanos();
  }

  /// The open watch told that `newVersion` is taken.
  void took(String newVersion, long nowNanos) {
    version = newVersion;
    barren = 0;
    pause.reset();
    dueNanos = nowNanos + config.quietLimit().toNanos();
  }

  /// The open watch ended; it is to be opened again after a pause.
  void ended(long nowNanos) {
    close();
    dueNanos = nowNanos + pause.nextNanos();
  }

  /// Whether going on from the version taken last has no prospect.
  boolean isStale() {
    return barren >= MOST_BARREN;
  }

  void close() {
    ScopeWatch<?, V> open = watch;
    if (open != null) {
      open.close();
      watch = null;
    }
  }
}
