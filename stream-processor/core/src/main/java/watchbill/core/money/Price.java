package watchbill.core.money;

import watchbill.core.Usage;

/// What one token of each class costs, in pico-dollars: a price of $3 per million tokens is
/// 3,000,000 pico-dollars a token.
///
/// @param serverTools for one call of a tool that runs at the provider
public record Price(
    long input,
    long output,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long serverTools) {
  public Price {
    if ((input | output | cacheRead | cacheWrite5m | cacheWrite1h | serverTools) < 0) {
      throw new IllegalArgumentException(
          "price: want no negative rate, have %d, %d, %d, %d, %d, %d"
              .formatted(input, output, cacheRead, cacheWrite5m, cacheWrite1h, serverTools));
    }
  }

  /// Rates for tokens alone.
  public Price(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
    this(input, output, cacheRead, cacheWrite5m, cacheWrite1h, 0);
  }

  /// What this usage costs; a part is at most [Long#MAX_VALUE], 9.2 million dollars.
  public Cost cost(Usage usage) {
    return new Cost(
        PicoUsd.times(input, usage.input()),
        PicoUsd.times(output, usage.output()),
        PicoUsd.times(cacheRead, usage.cacheRead()),
        PicoUsd.times(cacheWrite5m, usage.cacheWrite5m()),
        PicoUsd.times(cacheWrite1h, usage.cacheWrite1h()),
        PicoUsd.times(serverTools, usage.serverTools()));
  }
}
