package watchbill.core.money;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

/// Where each tenant's days begin. Immutable.
///
/// @param zones the time zones of tenants
/// @param otherwise that of all others
public record Calendars(Map<String, ZoneId> zones, ZoneId otherwise) {
  /// Everybody's day begins at midnight UTC, as those of the model providers' invoices do.
  public static final Calendars UTC = new Calendars(Map.of(), ZoneOffset.UTC);

  public Calendars {
    zones = Map.copyOf(zones);
  }

  /// A tenant's time zone.
  public ZoneId zone(String tenant) {
    return zones.getOrDefault(tenant, otherwise);
  }

  /// When the period began in which this moment lies, in milliseconds since the epoch.
  public long begin(String tenant, Period period, long atMillis) {
    return millis(tenant, firstDay(tenant, period, atMillis));
  }

  /// When the period ends in which this moment lies: the first moment of the next.
  public long end(String tenant, Period period, long atMillis) {
    LocalDate first = firstDay(tenant, period, atMillis);
    return millis(
        tenant,
        switch (period) {
          case DAY -> first.plusDays(1);
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
        });
  }

  private LocalDate firstDay(String tenant, Period period, long atMillis) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(atMillis), zone(tenant));
    return switch (period) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private long millis(String tenant, LocalDate day) {
    return day.atStartOfDay(zone(tenant)).toInstant().toEpochMilli();
  }
}
