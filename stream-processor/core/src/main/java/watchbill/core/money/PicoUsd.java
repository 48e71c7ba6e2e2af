package watchbill.core.money;

/// Arithmetic on pico-dollars (10^-12 of a dollar) kept in a `long`: exact up to 9.2 million
/// dollars, and fixed at [Long#MAX_VALUE] beyond, so that a hostile count cannot turn a bill
/// negative.
public final class PicoUsd {
  /// One dollar.
  public static final long DOLLAR = 1_000_000_000_000L;

  private static final int DECIMALS = 12;

  private PicoUsd() {}

  /// The sum of two amounts, or of an amount and a difference of two.
  public static long plus(long a, long b) {
    long sum = a + b;
    return a > 0 && b > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// A rate times a count.
  public static long times(long rate, long count) {
    long product = rate * count;
    return Math.multiplyHigh(rate, count) != 0 || product < 0 ? Long.MAX_VALUE : product;
  }

  /// The amount in dollars as a decimal without loss: `12.5`, `0.000003`, `7`.
  public static String toDecimal(long picoUsd) {
    String fraction = Long.toString(picoUsd % DOLLAR);
    fraction = "0".repeat(DECIMALS - fraction.length()) + fraction;
    int end = DECIMALS;
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return picoUsd / DOLLAR + (end == 0 ? "" : "." + fraction.substring(0, end));
  }
}
