package watchbill.core.money;

import org.jspecify.annotations.Nullable;

/// When a price holds, by the time of the response.
///
/// @param fromMillis from this moment on, in milliseconds since the epoch; [Long#MIN_VALUE] for
///   always
/// @param toMillis until just before this moment; [Long#MAX_VALUE] for until the next row
/// @param hours only at this time of day; null for all day long
public record Validity(long fromMillis, long toMillis, @Nullable DailyHours hours) {
  /// At all times.
  public static final Validity ALWAYS = new Validity(Long.MIN_VALUE, Long.MAX_VALUE, null);

  public Validity {
    if (fromMillis >= toMillis) {
      throw new IllegalArgumentException(
          "valid_to: want a time after valid_from, have %d ms after %d ms"
              .formatted(toMillis, fromMillis));
    }
  }

  /// From this moment until the next row.
  public static Validity from(long millis) {
    return new Validity(millis, Long.MAX_VALUE, null);
  }

  /// Whether a response of this moment is priced so.
  public boolean holds(long atMillis) {
    return atMillis >= fromMillis && atMillis < toMillis && (hours == null || hours.hold(atMillis));
  }

  /// The same until just before this moment.
  Validity until(long millis) {
    return new Validity(fromMillis, millis, hours);
  }
}
