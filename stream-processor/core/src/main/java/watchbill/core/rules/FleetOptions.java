package watchbill.core.rules;

import watchbill.core.money.Calendars;
import watchbill.core.money.PriceBook;

/// What a fleet goes by.
///
/// @param thresholds from when on an agent counts as stuck
/// @param prices what tokens cost
/// @param calendars where days, weeks and months begin
public record FleetOptions(Thresholds thresholds, PriceBook prices, Calendars calendars) {
  /// Default thresholds, no prices, and days that begin at midnight UTC.
  public static final FleetOptions DEFAULT =
      new FleetOptions(Thresholds.DEFAULT, PriceBook.EMPTY, Calendars.UTC);

  /// With these thresholds.
  public FleetOptions with(Thresholds other) {
    return new FleetOptions(other, prices, calendars);
  }

  /// With these prices.
  public FleetOptions with(PriceBook other) {
    return new FleetOptions(thresholds, other, calendars);
  }

  /// With these calendars.
  public FleetOptions with(Calendars other) {
    return new FleetOptions(thresholds, prices, other);
  }
}
