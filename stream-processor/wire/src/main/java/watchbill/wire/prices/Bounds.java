package watchbill.wire.prices;

/// What a price may be at all. The dearest text model on the lists of 2026 takes $600 for a million
/// tokens (o1-pro), the cheapest cached token is $0.002 (both in genai-prices' data.json); the
/// bounds leave room, and are still so narrow that a price for one token where one for a million is
/// wanted lies outside, and the reverse as well.
final class Bounds {
  /// $2,000 for a million tokens, in pico-dollars a token.
  static final long MOST = 2_000_000_000L;

  /// $0.0002 for a million tokens, in pico-dollars a token.
  static final long LEAST = 200;

  /// How they are said.
  static final String WORDS = "0, or 0.0002 to 2000 dollars for a million tokens";

  /// How far two rows of one model may be apart.
  static final int APART = 1000;

  /// $1 for one call of a server tool, in pico-dollars.
  static final long MOST_FOR_A_CALL = 1_000_000_000_000L;

  private Bounds() {}

  /// Whether a rate in pico-dollars a token can be a price.
  static boolean allow(long rate) {
    return rate == 0 || (rate >= LEAST && rate <= MOST);
  }

  /// Whether one is more than 1000 times the other. A rate that is free or unknown is not compared.
  static boolean areApart(long one, long other) {
    return one > 0
        && other > 0
        && (one > Math.multiplyExact(other, (long) APART)
            || other > Math.multiplyExact(one, (long) APART));
  }
}
