package watchbill.core.money;

/// A time of day in UTC at which a price holds, such as 16:30 to 00:30.
///
/// @param fromMillis since midnight; part of it
/// @param toMillis since midnight; no part of it. Before `fromMillis` it is on the next day
public record DailyHours(int fromMillis, int toMillis) {
  private static final int DAY = 86_400_000;

  public DailyHours {
    if (fromMillis < 0
        || toMillis < 0
        || fromMillis >= DAY
        || toMillis >= DAY
        || fromMillis == toMillis) {
      throw new IllegalArgumentException(
          "daily hours: want two different times of a day, have %d ms and %d ms"
              .formatted(fromMillis, toMillis));
    }
  }

  /// Whether it is this time of day.
  public boolean hold(long atMillis) {
    long time = Math.floorMod(atMillis, (long) DAY);
    return fromMillis < toMillis
        ? time >= fromMillis && time < toMillis
        : time >= fromMillis || time < toMillis;
  }

  /// Whether some time of day is in both.
  boolean overlap(DailyHours other) {
    return hold(other.fromMillis) || other.hold(fromMillis);
  }
}
