package watchbill.wire.prices;

/// Times of a day as price files write them.
final class DayTimes {
  private static final int MINUTE = 60_000;

  private DayTimes() {}

  /// `16:30`, and what may follow it, in milliseconds since midnight.
  static int millis(String time) {
    return (Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3, 5)))
        * MINUTE;
  }
}
