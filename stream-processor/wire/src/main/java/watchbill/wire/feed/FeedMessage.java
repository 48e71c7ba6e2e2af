package watchbill.wire.feed;

import watchbill.core.Signal;

/// One message of a feed of signals.
///
/// A feed keeps the last message of each key, and these together are all that the processor knows.
/// `epoch` counts the times that it lost its memory: totals of a later one may be lower. `run`
/// counts its starts within an epoch.
public sealed interface FeedMessage {
  /// A signal.
  ///
  /// @param role of the agent when the signal was told; empty when it had none
  record Told(long epoch, long run, String role, Signal signal) implements FeedMessage {}

  /// A sign of life of the processor.
  ///
  /// @param beat rises with each of a run
  /// @param caughtUp whether everything that it knew when it began, and all that it had missed, has
  ///   been told before this
  /// @param deaf why it cannot hear the agents now; empty when it can
  record Beat(long epoch, long run, long beat, boolean caughtUp, String deaf)
      implements FeedMessage {}

  /// Bytes that are none of these, and are passed over.
  record Skipped(SkipReason why) implements FeedMessage {}
}
