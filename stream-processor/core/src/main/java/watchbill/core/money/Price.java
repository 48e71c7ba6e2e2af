package watchbill.core.money;

import watchbill.core.TokenClass;
import watchbill.core.Usage;

/// What one token of each class costs, in pico-dollars: a price of $3 per million tokens is
/// 3,000,000 pico-dollars a token. A rate may be [#UNPRICED]: what is counted there has no price,
/// and [#unpriced] says how much that is.
///
/// @param serverTools for one call of a tool that runs at the provider
public record Price(
    long input,
    long output,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long serverTools) {
  /// The rate of a class whose price is not known: it adds nothing to a cost, and is told apart.
  public static final long UNPRICED = -1;

  public Price {
    if (least(input, output, cacheRead, cacheWrite5m, cacheWrite1h, serverTools) < UNPRICED) {
      throw new IllegalArgumentException(
          "price: want no negative rate, have %d, %d, %d, %d, %d, %d"
              .formatted(input, output, cacheRead, cacheWrite5m, cacheWrite1h, serverTools));
    }
  }

  /// Rates for tokens alone.
  public Price(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
    this(input, output, cacheRead, cacheWrite5m, cacheWrite1h, 0);
  }

  /// The rate of one class of tokens.
  public long rate(TokenClass tokenClass) {
    return switch (tokenClass) {
      case INPUT -> input;
      case OUTPUT -> output;
      case CACHE_READ -> cacheRead;
      case CACHE_WRITE_5M -> cacheWrite5m;
      case CACHE_WRITE_1H -> cacheWrite1h;
    };
  }

  /// What this usage costs; a part is at most [Long#MAX_VALUE], 9.2 million dollars. What has no
  /// price costs nothing here: see [#unpriced].
  public Cost cost(Usage usage) {
    return new Cost(
        PicoUsd.times(Math.max(input, 0), usage.input()),
        PicoUsd.times(Math.max(output, 0), usage.output()),
        PicoUsd.times(Math.max(cacheRead, 0), usage.cacheRead()),
        PicoUsd.times(Math.max(cacheWrite5m, 0), usage.cacheWrite5m()),
        PicoUsd.times(Math.max(cacheWrite1h, 0), usage.cacheWrite1h()),
        PicoUsd.times(Math.max(serverTools, 0), usage.serverTools()));
  }

  /// The part of this usage that has no price; [Usage#NONE] when all of it has one.
  public Usage unpriced(Usage usage) {
    if ((input | output | cacheRead | cacheWrite5m | cacheWrite1h | serverTools) >= 0) {
      return Usage.NONE;
    }
    return new Usage(
        input < 0 ? usage.input() : 0,
        output < 0 ? usage.output() : 0,
        cacheRead < 0 ? usage.cacheRead() : 0,
        cacheWrite5m < 0 ? usage.cacheWrite5m() : 0,
        cacheWrite1h < 0 ? usage.cacheWrite1h() : 0,
        serverTools < 0 ? usage.serverTools() : 0);
  }

  /// Every rate of tokens times so many millionths. Calls of server tools keep their price: a
  /// discount on tokens is none on them
  /// (https://docs.claude.com/en/docs/agents-and-tools/tool-use/web-search-tool#usage-and-pricing).
  ///
  /// @throws IllegalArgumentException when a rate would not be a whole number of pico-dollars
  public Price times(long millionths) {
    return new Price(
        scaled(input, millionths),
        scaled(output, millionths),
        scaled(cacheRead, millionths),
        scaled(cacheWrite5m, millionths),
        scaled(cacheWrite1h, millionths),
        serverTools);
  }

  /// Whether no usage costs less at these rates than at the others, and nothing loses its price.
  boolean isAtLeast(Price other) {
    return input >= other.input
        && output >= other.output
        && cacheRead >= other.cacheRead
        && cacheWrite5m >= other.cacheWrite5m
        && cacheWrite1h >= other.cacheWrite1h
        && serverTools >= other.serverTools;
  }

  private static long scaled(long rate, long millionths) {
    if (rate == UNPRICED) {
      return UNPRICED;
    }
    long product;
    try {
      product = Math.multiplyExact(rate, millionths);
    } catch (ArithmeticException _) {
      product = 1;
    }
    if (product % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "multiplier: want whole pico-dollars a token, have "
              + rate
              + " times "
              + millionths
              + " millionths");
    }
    return product / 1_000_000;
  }

  private static long least(long a, long b, long c, long d, long e, long f) {
    return Math.min(Math.min(Math.min(a, b), Math.min(c, d)), Math.min(e, f));
  }
}
