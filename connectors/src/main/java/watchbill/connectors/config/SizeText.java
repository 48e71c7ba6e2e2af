package watchbill.connectors.config;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers of bytes as people write them: `512B`, `64KiB`, `10MiB`, `2GiB`.
public final class SizeText {
  private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};

  private SizeText() {}

  /// The number of bytes that this text says, if it says one.
  public static OptionalLong parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift(matcher.group(2)));
  }

  /// The size in the largest unit in which it is a whole number.
  public static String of(long bytes) {
    int unit = 0;
    while (unit < UNITS.length - 1 && bytes != 0 && bytes % 1024 == 0) {
      bytes /= 1024;
      unit++;
    }
    return bytes + UNITS[unit];
  }

  private static int shift(String unit) {
    return switch (unit) {
      case "KiB" -> 10;
      case "MiB" -> 20;
      case "GiB" -> 30;
      default -> 0;
    };
  }
}
