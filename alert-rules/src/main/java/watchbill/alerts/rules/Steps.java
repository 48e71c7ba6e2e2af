package watchbill.alerts.rules;

/// A series as promtool writes it, one value a minute: it stands still, rises and jumps.
///
/// @param text the values before the last stretch
/// @param from when the last stretch begins
/// @param value the value at its beginning
/// @param slope what it rises by in a minute
record Steps(String text, int from, double value, double slope) {
  /// This value from minute 0 on.
  static Steps from(double value) {
    return new Steps("", 0, value, 0);
  }

  /// No value before this minute, and this one from then on.
  static Steps late(int minute, double value) {
    return new Steps("_x" + minute + " ", minute, value, 0);
  }

  /// This value from this minute on.
  Steps then(int minute, double next) {
    return new Steps(until(minute - 1) + " ", minute, next, 0);
  }

  /// More by this in each minute after this one.
  Steps rising(int minute, double byMinute) {
    return new Steps(until(minute - 1) + " ", minute, at(minute), byMinute);
  }

  /// More by this from this minute on, and no more.
  Steps plus(int minute, double more) {
    return then(minute, at(minute) + more);
  }

  /// All values up to this minute.
  String until(int minute) {
    String rise = slope == 0 ? "" : "+" + number(slope);
    return text + number(value) + rise + "x" + (minute - from);
  }

  private double at(int minute) {
    return value + slope * (minute - from);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
