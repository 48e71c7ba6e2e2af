package watchbill.connectors.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `30s`, `10m`, `1h30m`, `7d`; the larger unit first,
/// each unit at most once, no fractions and no sign.
public final class DurationText {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};

  private DurationText() {}

  /// The duration that this text says, if it says one.
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = PATTERN.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return Optional.empty();
    }
    long millis = 0;
    for (int i = 0; i < MILLIS.length; i++) {
      String digits = matcher.group(i + 1);
      millis += digits == null ? 0 : Long.parseLong(digits) * MILLIS[i];
    }
    return Optional.of(Duration.ofMillis(millis));
  }

  /// The shortest text for a duration of whole milliseconds that is not negative; parts below a
  /// millisecond are left out.
  public static String of(Duration duration) {
    long rest = duration.toMillis();
    if (rest == 0) {
      return "0";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MILLIS.length; i++) {
      long count = rest / MILLIS[i];
      rest %= MILLIS[i];
      if (count > 0) {
        text.append(count).append(UNITS[i]);
      }
    }
    return text.toString();
  }
}
