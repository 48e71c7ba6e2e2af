package watchbill.benchmarks;

import watchbill.core.Signal;
import watchbill.core.port.SignalSink;

/// Counts signals, and looks at each.
final class SignalCount implements SignalSink {
  private long count;
  private long times;

  @Override
  public void accept(Signal signal) {
    count++;
    times += signal.atMillis();
  }

  /// How many there were.
  long count() {
    return count;
  }

  /// Their times added up, for a result that depends on each.
  long times() {
    return times;
  }
}
