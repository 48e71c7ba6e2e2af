package watchbill.simulator.story;

import java.time.Duration;

/// When a model provider does not answer: for `length` from `first` on, and again every `again`.
///
/// @param provider who does not answer
/// @param first after the fleet's start
public record ProviderOutage(String provider, Duration first, Duration length, Duration again) {
  /// When the outage that is on at `afterMillis` will be over, in milliseconds after the fleet's
  /// start; `afterMillis` itself when none is on.
  long overAt(long afterMillis) {
    long since = afterMillis - first.toMillis();
    if (since < 0) {
      return afterMillis;
    }
    long began = afterMillis - since % again.toMillis();
    return Math.max(afterMillis, began + length.toMillis());
  }
}
