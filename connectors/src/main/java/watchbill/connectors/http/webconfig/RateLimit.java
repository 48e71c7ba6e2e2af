package watchbill.connectors.http.webconfig;

import java.time.Duration;

/// A bucket of tokens, one for each request: full at first, one more after each interval. For one
/// thread.
final class RateLimit {
  private final long intervalNanos;
  private final long burst;
  private long tokens;
  private long refilledNanos;

  /// @param interval longer than 0
  /// @param burst how many requests a full bucket lets through; at least 1
  RateLimit(Duration interval, long burst, long nowNanos) {
    this.intervalNanos = interval.toNanos();
    this.burst = burst;
    this.tokens = burst;
    this.refilledNanos = nowNanos;
  }

  /// Whether a request at this time may pass.
  boolean allows(long nowNanos) {
    long more = (nowNanos - refilledNanos) / intervalNanos;
    if (more > 0) {
      tokens = Math.min(burst, tokens + more);
      refilledNanos += more * intervalNanos;
    }
    if (tokens == 0) {
      return false;
    }
    tokens--;
    return true;
  }
}
