package watchbill.wire.prices;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/// Numbers of price files as whole units, without a loss.
final class Decimals {
  private static final int LONGEST = 40;

  /// A double has 15 digits that are certain; what it is written with beyond them is how it is kept
  /// and no price.
  private static final MathContext CERTAIN = new MathContext(15);

  private Decimals() {}

  /// The number, or null when it is none that a price could be.
  static @Nullable BigDecimal parse(JsonValue value) {
    if (!(value instanceof JsonValue.Num number) || number.text().length() > LONGEST) {
      return null;
    }
    try {
      BigDecimal decimal = new BigDecimal(number.text());
      return Math.abs((long) decimal.scale()) > LONGEST ? null : decimal;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// So many units of 10^-`decimals`, or null when they are not whole or too many.
  static @Nullable Long exact(BigDecimal number, int decimals) {
    try {
      return number.movePointRight(decimals).longValueExact();
    } catch (ArithmeticException _) {
      return null;
    }
  }

  /// The same for a number that a program wrote from a double: 0.18000000000000002 is 0.18.
  static @Nullable Long exactOfDouble(BigDecimal number, int decimals) {
    return exact(number.round(CERTAIN), decimals);
  }
}
