package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.BudgetFamilies.FORECAST_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.LIMIT_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.SPENT_COST;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.BUDGET;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import watchbill.alerts.Severity;
import watchbill.alerts.burn.BurnRate;
import watchbill.alerts.burn.BurnRates;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Window;

/// Budgets as objectives: how fast they are spent, in dollars.
///
/// Errors are to be avoided, but money is there to be spent: a pace that lasts to the end of the
/// period is no news, so of the paces of [BurnRates] only those above 1 count. Nor is a pace that
/// comes too late in the period to use the budget up.
final class Budgets {
  /// All labels of a budget.
  static final Matching<BudgetLabels> SAME = Matching.on(TENANT, AGENT, ROLE, BUDGET, PERIOD);

  /// What is spent of each budget.
  static final Recorded<BudgetLabels> SPENT =
      new Recorded<>("budget:spent_usd:max", once(SPENT_COST));

  /// How much it is.
  static final Recorded<BudgetLabels> LIMIT =
      new Recorded<>("budget:limit_usd:max", once(LIMIT_COST));

  /// A period of the calendar; a month is that of the workbook, whatever its length.
  private enum Calendar {
    DAY("day", Duration.ofDays(1)),
    WEEK("week", Duration.ofDays(7)),
    MONTH("month", BurnRates.MONTH);

    private final String label;
    private final Duration length;

    Calendar(String label, Duration length) {
      this.label = label;
      this.length = length;
    }
  }

  private Budgets() {}

  /// A gauge as all exporters that show it have it, without their addresses, so that it goes on
  /// when one takes over from another.
  @SafeVarargs
  @SuppressWarnings("varargs") // matchers are read only
  static Query<BudgetLabels> once(
      Gauge<BudgetLabels> gauge, Matcher<? super BudgetLabels>... matchers) {
    return Query.of(gauge, matchers).by(TENANT, AGENT, ROLE, BUDGET, PERIOD).max();
  }

  /// Spent so fast that somebody has to act this soon, and by at least so many dollars an hour.
  static Condition<BudgetLabels> burning(Severity severity, double usdAnHour) {
    return Stream.of(Calendar.values())
        .flatMap(period ->
            rates(period, severity).stream().map(rate -> burning(period, rate, usdAnHour)))
        .reduce(Condition::or)
        .orElseThrow()
        .unless(once(FORECAST_COST).atMost(once(LIMIT_COST), SAME), SAME);
  }

  private static List<BurnRate> rates(Calendar period, Severity severity) {
    List<BurnRate> rates =
        BurnRates.of(period.length).stream()
            .filter(rate -> rate.severity() == severity && rate.factor() > 1)
            .toList();
    return rates.stream().filter(rate -> rates.stream().noneMatch(rate::implies)).toList();
  }

  private static Condition<BudgetLabels> burning(Calendar period, BurnRate rate, double usdAnHour) {
    double hours = rate.whole().toMinutes() / 60.0;
    Query<BudgetLabels> much =
        Query.of(LIMIT, Matcher.equal(PERIOD, period.label))
            .scaled(rate.share())
            .orAtLeast(usdAnHour * hours);
    return growth(period, rate.whole())
        .above(much, SAME)
        .and(growth(period, rate.recent()).scaled(BurnRates.RECENT).above(much, SAME), SAME);
  }

  private static Query<BudgetLabels> growth(Calendar period, Duration window) {
    return Query.growth(SPENT, Window.of(window), Matcher.equal(PERIOD, period.label));
  }
}
