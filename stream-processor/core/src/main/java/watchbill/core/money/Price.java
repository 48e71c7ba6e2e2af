package watchbill.core.money;

import watchbill.core.Usage;

/// What one token of each class costs, in pico-dollars (a price of $3 per million tokens is
/// 3,000,000 pico-dollars a token).
public record Price(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
  public Price {
    if ((input | output | cacheRead | cacheWrite5m | cacheWrite1h) < 0) {
      throw new IllegalArgumentException(
          "price: want no negative rate, have "
              + input
              + ", "
              + output
              + ", "
              + cacheRead
              + ", "
              + cacheWrite5m
              + ", "
              + cacheWrite1h);
    }
  }

  /// The price of these tokens in pico-dollars, exactly.
  ///
  /// @throws ArithmeticException beyond 9.2 million dollars
  public long of(Usage usage) {
    long sum = Math.multiplyExact(input, usage.input());
    sum = Math.addExact(sum, Math.multiplyExact(output, usage.output()));
    sum = Math.addExact(sum, Math.multiplyExact(cacheRead, usage.cacheRead()));
    sum = Math.addExact(sum, Math.multiplyExact(cacheWrite5m, usage.cacheWrite5m()));
    return Math.addExact(sum, Math.multiplyExact(cacheWrite1h, usage.cacheWrite1h()));
  }
}
