package watchbill.core.rules;

import watchbill.core.money.Calendars;
import watchbill.core.money.PriceBook;

/// What a fleet goes by.
///
/// @param thresholds from when on an agent counts as stuck
/// @param prices what tokens cost
/// @param calendars where days, weeks and months begin
/// @param incidents from when on the silence of many is one incident
public record FleetOptions(
    Thresholds thresholds, PriceBook prices, Calendars calendars, IncidentLimits incidents) {
  /// Default thresholds, no prices, and days that begin at midnight UTC.
  public static final FleetOptions DEFAULT =
      new FleetOptions(Thresholds.DEFAULT, PriceBook.EMPTY, Calendars.UTC, IncidentLimits.DEFAULT);

  /// With these thresholds.
  public FleetOptions with(Thresholds other) {
    return new FleetOptions(other, prices, calendars, incidents);
  }

  /// With these prices.
  public FleetOptions with(PriceBook other) {
    return new FleetOptions(thresholds, other, calendars, incidents);
  }

  /// With these calendars.
  public FleetOptions with(Calendars other) {
    return new FleetOptions(thresholds, prices, other, incidents);
  }

  /// With these limits.
  public FleetOptions with(IncidentLimits other) {
    return new FleetOptions(thresholds, prices, calendars, other);
  }
}
