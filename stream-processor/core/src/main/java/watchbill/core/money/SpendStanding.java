package watchbill.core.money;

import java.util.List;

/// Where an agent's spend stands: all of its dollars by use, and those of the current day, week and
/// month of its tenant. Immutable.
public record SpendStanding(Uses uses, ToDate day, ToDate week, ToDate month) {
  /// Nothing was ever spent.
  public static final SpendStanding NONE =
      new SpendStanding(Uses.NONE, ToDate.NONE, ToDate.NONE, ToDate.NONE);

  /// What was spent in the current period.
  public ToDate of(Period period) {
    return switch (period) {
      case DAY -> day;
      case WEEK -> week;
      case MONTH -> month;
    };
  }

  /// With other uses.
  public SpendStanding with(Uses other) {
    return new SpendStanding(other, day, week, month);
  }

  /// With so much more spent at a moment; what lies outside of a current period is not in its sum.
  public SpendStanding plus(long atMillis, long picoUsd, long tokens) {
    return new SpendStanding(
        uses,
        day.holds(atMillis) ? day.plus(picoUsd, tokens) : day,
        week.holds(atMillis) ? week.plus(picoUsd, tokens) : week,
        month.holds(atMillis) ? month.plus(picoUsd, tokens) : month);
  }

  /// In the periods in which this moment lies: a new one begins with nothing.
  public SpendStanding at(String tenant, Calendars calendars, long atMillis) {
    // After a restart in another zone the periods may end at different moments.
    return day.holds(atMillis) && week.holds(atMillis) && month.holds(atMillis)
        ? this
        : new SpendStanding(
            uses,
            at(day, tenant, calendars, Period.DAY, atMillis),
            at(week, tenant, calendars, Period.WEEK, atMillis),
            at(month, tenant, calendars, Period.MONTH, atMillis));
  }

  /// When the next sum that is not nothing ends, or [Long#MAX_VALUE].
  public long nextEndMillis() {
    long next = Long.MAX_VALUE;
    for (ToDate period : List.of(day, week, month)) {
      if (period.picoUsd() != 0 || period.tokens() != 0) {
        next = Math.min(next, period.endMillis());
      }
    }
    return next;
  }

  private static ToDate at(
      ToDate period, String tenant, Calendars calendars, Period kind, long atMillis) {
    return period.holds(atMillis)
        ? period
        : new ToDate(
            calendars.begin(tenant, kind, atMillis), calendars.end(tenant, kind, atMillis), 0, 0);
  }
}
