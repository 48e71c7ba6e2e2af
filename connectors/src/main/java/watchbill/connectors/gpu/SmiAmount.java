package watchbill.connectors.gpu;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An amount as `nvidia-smi` writes it: `50 MiB`, `67.03 W`, `27 C`, `65 %`, `0 us`, `3`.
/// Everything else, such as `N/A`, `[Not Supported]`, `[Unknown Error]` or `Requested functionality
/// has been deprecated`, is not known.
final class SmiAmount {
  private static final Pattern AMOUNT =
      Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,9})?)(?: (\\S+))?");

  private static final Map<String, Double> UNITS =
      Map.of(
          "B", 1.0,
          "KiB", (double) (1L << 10),
          "MiB", (double) (1L << 20),
          "GiB", (double) (1L << 30),
          "W", 1.0,
          "mW", 1e-3,
          "C", 1.0,
          "%", 0.01,
          "us", 1e-6,
          "ns", 1e-9);

  private SmiAmount() {}

  /// The amount in base units; null when it is not known.
  static @Nullable Double parse(String text) {
    return switch (text) {
      case "Yes" -> Double.valueOf(1);
      case "No" -> Double.valueOf(0);
      default -> amount(AMOUNT.matcher(text));
    };
  }

  /// Whether a reason holds: `Active` or `Not Active`; null when it is not known.
  static @Nullable Boolean holds(String text) {
    return switch (text) {
      case "Active" -> Boolean.TRUE;
      case "Not Active" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable Double amount(Matcher amount) {
    if (!amount.matches()) {
      return null;
    }
    double number = Double.parseDouble(amount.group(1));
    Double unit = amount.group(2) == null ? Double.valueOf(1) : UNITS.get(amount.group(2));
    return unit == null ? null : number * unit;
  }
}
