package watchbill.connectors.promtext;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A number as both formats write it: what Go's `ParseFloat` takes, but for hexadecimal digits and
/// underscores, which no exporter writes.
final class SampleNumber {
  private static final int MAX_LENGTH = 400;

  private SampleNumber() {}

  /// The number; null when it is none.
  static @Nullable Double parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    if (text.chars().allMatch(SampleNumber::isOfDecimal)) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException _) {
        return null;
      }
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private static boolean isOfDecimal(int c) {
    return (c >= '0' && c <= '9') || ".-+eE".indexOf(c) >= 0;
  }
}
