package watchbill.alerts.burn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchbill.alerts.Severity;

/// The paces to be told of, for any period.
///
/// Google's workbook has a table for 30 days: somebody is woken when 2 % of what may go wrong in
/// them has gone wrong within an hour, which is 14.4 times too fast, or 5 % in six hours, which is
/// 6 times; and writes a ticket for 10 % in a day (3 times) and in three days (once)
/// (<https://sre.google/workbook/alerting-on-slos/>, table 5-8). Here its windows are shares of the
/// period, and its factors stay.
///
/// In a short period the windows would be too short to hold several scrapes. They are never shorter
/// than an hour and its last five minutes, and the factor stays here, too, so that more is gone
/// when it is told. What can then not happen, or is told by another row, is left out.
public final class BurnRates {
  /// The period of the workbook's table, and of its objectives.
  public static final Duration MONTH = Duration.ofDays(30);

  /// How many times the recent window is contained in the whole.
  public static final int RECENT = 12;

  /// Five scrapes, when there is one a minute.
  private static final long SHORTEST_MINUTES = 5;

  private record Row(Severity severity, double factor, int wholes) {}

  /// The workbook's table, a window as how many of it make a period.
  private static final List<Row> WORKBOOK =
      List.of(
          new Row(Severity.PAGE, 14.4, 720),
          new Row(Severity.PAGE, 6, 120),
          new Row(Severity.TICKET, 3, 30),
          new Row(Severity.TICKET, 1, 10));

  private BurnRates() {}

  /// The paces for what has to last for this period, the fastest first.
  public static List<BurnRate> of(Duration period) {
    var rates = new ArrayList<BurnRate>();
    for (Row row : WORKBOOK) {
      BurnRate rate = rate(row, period);
      rates.removeIf(faster -> contains(rate, faster));
      if (rate.share() < 1) {
        rates.add(rate);
      }
    }
    return List.copyOf(rates);
  }

  private static BurnRate rate(Row row, Duration period) {
    double minutes = period.toSeconds() / 60.0;
    long recent = Math.max(SHORTEST_MINUTES, Math.round(minutes / row.wholes / RECENT));
    long whole = recent * RECENT;
    return new BurnRate(
        row.severity,
        row.factor,
        Duration.ofMinutes(whole),
        Duration.ofMinutes(recent),
        rounded(row.factor * whole / minutes));
  }

  /// Whether one row is told whenever the faster one is.
  private static boolean contains(BurnRate slower, BurnRate faster) {
    return slower.severity() == faster.severity() && slower.whole().equals(faster.whole());
  }

  /// To six decimals: what is written in a rule and read by people.
  static double rounded(double share) {
    return Math.rint(share * 1e6) / 1e6;
  }
}
