package watchbill.sources.nats;

import watchbill.connectors.nats.Regression;
import watchbill.connectors.nats.StreamPosition;

/// Hears how far a source has come. All calls come from the thread that reads, in the order of the
/// stream, in between the events: what is asked here to be saved is exactly what came before.
public interface Progress {
  /// Everything up to this position has been handed over, what was rejected included.
  void passed(StreamPosition position) throws InterruptedException;

  /// Nothing more was stored before `atMillis`, by the server's clock: silence up to there is real.
  /// Said each time that the tail proves it, and also after the last message of those that were
  /// stored when the reading began, or began again after [#down] or [#regressed].
  void caughtUp(long atMillis) throws InterruptedException;

  /// The source cannot be heard any more; once for each outage.
  void down(String why) throws InterruptedException;

  /// It can be heard again; what was said meanwhile is still to come.
  void up() throws InterruptedException;

  /// The stream went back behind what was handed over. It goes on from `position`; what is told
  /// from there on may be told for the second time.
  void regressed(Regression how, String why, StreamPosition position) throws InterruptedException;
}
