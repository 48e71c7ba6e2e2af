package watchbill.core.money;

import watchbill.core.Usage;

/// What one token of each class costs, in pico-dollars: a price of $3 per million tokens is
/// 3,000,000 pico-dollars a token.
public record Price(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
  public Price {
    if ((input | output | cacheRead | cacheWrite5m | cacheWrite1h) < 0) {
      throw new IllegalArgumentException(
          "price: want no negative rate, have %d, %d, %d, %d, %d"
              .formatted(input, output, cacheRead, cacheWrite5m, cacheWrite1h));
    }
  }

  /// The price of these tokens in pico-dollars, exactly; [Long#MAX_VALUE] from 9.2 million dollars.
  public long of(Usage usage) {
    long sum = PicoUsd.times(input, usage.input());
    sum = PicoUsd.plus(sum, PicoUsd.times(output, usage.output()));
    sum = PicoUsd.plus(sum, PicoUsd.times(cacheRead, usage.cacheRead()));
    sum = PicoUsd.plus(sum, PicoUsd.times(cacheWrite5m, usage.cacheWrite5m()));
    return PicoUsd.plus(sum, PicoUsd.times(cacheWrite1h, usage.cacheWrite1h()));
  }
}
