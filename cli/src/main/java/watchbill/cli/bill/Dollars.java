package watchbill.cli.bill;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/// Amounts as people read them: rounded half to even, each for itself, so that one amount has one
/// text wherever it stands.
final class Dollars {
  private static final int DECIMALS = 12;
  private static final BigInteger DOLLAR = BigInteger.TEN.pow(DECIMALS);

  private Dollars() {}

  /// How many digits after the point a bill of this total is shown with: cents from 10 dollars on,
  /// four from 10 cents on, and six for less.
  static int digits(BigInteger total) {
    if (total.abs().compareTo(DOLLAR.multiply(BigInteger.TEN)) >= 0) {
      return 2;
    }
    return total.abs().compareTo(DOLLAR.divide(BigInteger.TEN)) >= 0 ? 4 : 6;
  }

  /// The amount with so many digits after the point, such as `1,234.56`.
  static String text(BigInteger picoUsd, int digits) {
    BigDecimal dollars = exact(picoUsd).setScale(digits, RoundingMode.HALF_EVEN);
    return String.format(Locale.ROOT, "%,." + digits + "f", dollars);
  }

  /// The amount without loss.
  static BigDecimal exact(BigInteger picoUsd) {
    return new BigDecimal(picoUsd, DECIMALS);
  }
}
