package watchbill.simulator.scorecard;

import watchbill.core.Activity;
import watchbill.core.ClusterFact;

/// What comes to the watcher, and when, in milliseconds since the epoch by a true clock.
sealed interface Delivered {
  long atMillis();

  /// An agent's event; its own time is when the stream took it in.
  record Heard(long atMillis, Activity activity) implements Delivered {}

  /// Word of the cluster.
  record Learned(long atMillis, ClusterFact fact) implements Delivered {}

  /// The stream cannot be read any more.
  record SourceDown(long atMillis) implements Delivered {}

  /// The stream can be read again.
  record SourceUp(long atMillis) implements Delivered {}
}
