package watchbill.connectors.kubernetes;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubles with each failure up to a limit, and is drawn
/// from its upper half, so that many clients do not come back at one moment. Owned by one thread.
final class Pause {
  private final long minNanos;
  private final long maxNanos;
  private final RandomGenerator random;
  private long nextNanos;

  Pause(Duration min, Duration max, RandomGenerator random) {
    this.minNanos = min.toNanos();
    this.maxNanos = max.toNanos();
    this.random = random;
    this.nextNanos = minNanos;
  }

  /// The pause before the next attempt, in nanoseconds; the one after it will be longer.
  long nextNanos() {
    long now = nextNanos;
    nextNanos = Math.min(maxNanos, now * 2);
    return now / 2 + random.nextLong(now / 2 + 1);
  }

  /// The last attempt succeeded.
  void reset() {
    nextNanos = minNanos;
  }
}
