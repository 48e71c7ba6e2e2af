package watchbill.sources.feed;

import watchbill.core.port.SignalSink;

/// Has a processor tell all that it knows once more.
@FunctionalInterface
public interface Retelling {
  /// Brings all of it to `out`, and then runs `then`; need not wait for either.
  void tellAll(SignalSink out, Runnable then) throws InterruptedException;
}
