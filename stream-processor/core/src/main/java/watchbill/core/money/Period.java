package watchbill.core.money;

/// A stretch of the calendar in which spend is summed up.
public enum Period {
  DAY,
  /// From Monday on, as in ISO 8601.
  WEEK,
  MONTH
}
