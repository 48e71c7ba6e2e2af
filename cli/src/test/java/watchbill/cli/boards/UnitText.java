package watchbill.cli.boards;

import java.time.Instant;
import java.util.Locale;

/// Numbers as people read them, in Grafana's units.
final class UnitText {
  private static final String[] SHORT = {"", " K", " Mil", " Bil", " Tri"};
  private static final String[] BYTES = {" B", " KiB", " MiB", " GiB", " TiB"};

  private UnitText() {}

  /// A value in a unit, by Grafana's id of it.
  static String of(double value, String unit) {
    return switch (unit) {
      case "percentunit" -> plain(value * 100) + " %";
      case "currencyUSD" -> "$" + scaled(value, 1000, SHORT);
      case "bytes" -> scaled(value, 1024, BYTES);
      case "Bps" -> scaled(value, 1024, BYTES) + "/s";
      case "s" -> duration(value);
      case "watt" -> scaled(value, 1000, new String[] {" W", " kW", " MW"});
      case "joule" -> scaled(value, 1000, new String[] {" J", " kJ", " MJ"});
      case "celsius" -> plain(value) + " °C";
      case "dateTimeAsIso" -> Instant.ofEpochMilli(Math.round(value)).toString();
      default -> scaled(value, 1000, SHORT);
    };
  }

  private static String duration(double seconds) {
    double length = Math.abs(seconds);
    if (length < 60) {
      return plain(seconds) + " s";
    }
    if (length < 3_600) {
      return plain(seconds / 60) + " min";
    }
    return length < 86_400 ? plain(seconds / 3_600) + " h" : plain(seconds / 86_400) + " d";
  }

  private static String scaled(double value, double step, String[] names) {
    double rest = value;
    int name = 0;
    while (Math.abs(rest) >= step && name < names.length - 1) {
      rest /= step;
      name++;
    }
    return plain(rest) + names[name];
  }

  private static String plain(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return size >= 0.1
        ? String.format(Locale.ROOT, "%.2f", value).replaceFirst("0$", "")
        : String.format(Locale.ROOT, "%.2g", value);
  }
}
