package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.BudgetFamilies.FORECAST_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.LIMIT_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.SPENT_COST;

import java.util.Map;
import watchbill.alerts.Example;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;

/// Ways to spend a budget, at the very limits of the alerts.
///
/// @param period of the calendar
/// @param limit the budget, in dollars
/// @param pace dollars a minute that are not yet too much
/// @param whole minutes over which the pace is measured
/// @param recent minutes in which it must hold, too
record BudgetExamples(String period, double limit, double pace, int whole, int recent) {
  private static final int BEGIN = 10;

  BudgetLabels labels() {
    return new BudgetLabels("acme", "", "", "team", period);
  }

  Map<String, String> firing() {
    return Map.of("tenant", "acme", "budget", "team", "period", period);
  }

  /// Twice the pace for three quarters of the time: after half of it as much is spent as is not yet
  /// too much. Then exactly the pace, which the recent window alone sees, and a dollar more.
  Example tooFast() {
    int slower = BEGIN + whole * 3 / 4;
    int more = slower + recent + 2;
    var spent = Steps.from(0).rising(BEGIN, pace * 2).rising(slower, pace).plus(more, 1);
    return budget("a budget for a %s is spent twice too fast, then not".formatted(period))
        .with(SPENT_COST, labels(), spent.until(more + recent + 1))
        .quietAt(BEGIN)
        .quietAt(BEGIN + whole / 2)
        .firesAt(BEGIN + whole / 2 + 1, firing())
        .firesAt(slower + recent - 1, firing())
        .quietAt(slower + recent)
        .firesAt(more, firing())
        .quietAt(more + 1);
  }

  /// As much as is not yet too much, and some more so long ago that it does not count.
  Example longAgo() {
    int paused = BEGIN + recent;
    int end = paused + whole;
    int again = end - whole / 2;
    var spent =
        Steps.from(0).rising(BEGIN, pace * 2).rising(paused, 0).rising(again, pace * 2).until(end);
    return budget("a budget for a %s is spent fast twice, with a pause".formatted(period))
        .with(SPENT_COST, labels(), spent)
        .quietAt(paused)
        .quietAt(end);
  }

  /// Small money: a budget that is spent far too fast, by this many dollars and by one more.
  Example small(double dollars) {
    var spent = Steps.from(0).then(BEGIN, dollars).then(BEGIN + 1, dollars + 1);
    return budget("a budget of little for a %s is spent at once".formatted(period))
        .with(SPENT_COST, labels(), spent.until(BEGIN + recent + 2))
        .quietAt(BEGIN)
        .firesAt(BEGIN + 1, firing())
        .quietAt(BEGIN + 1 + recent);
  }

  /// The same, when at this pace a dollar too much would be spent at the end, and when not.
  Example lasts(double dollars) {
    var forecast = Steps.from(limit).then(BEGIN + 1, limit + 1).then(BEGIN + 2, limit);
    return budget("a budget for a %s lasts to its end all the same".formatted(period))
        .with(SPENT_COST, labels(), Steps.from(0).then(BEGIN, dollars).until(BEGIN + 4))
        .with(FORECAST_COST, labels(), forecast.until(BEGIN + 4))
        .quietAt(BEGIN)
        .firesAt(BEGIN + 1, firing())
        .quietAt(BEGIN + 2);
  }

  /// What is spent begins anew, and is told of late.
  Example anew() {
    return budget("what is spent is told late, and a %s begins".formatted(period))
        .with(SPENT_COST, labels(), Steps.late(BEGIN, limit).then(BEGIN + 9, 0).until(BEGIN + 30))
        .quietAt(BEGIN + 1)
        .quietAt(BEGIN + 5)
        .quietAt(BEGIN + 9)
        .quietAt(BEGIN + 20);
  }

  private Example budget(String name) {
    return Example.when(name).with(LIMIT_COST, labels(), limit(limit));
  }

  private static String limit(double limit) {
    return Steps.from(limit).until(3_000);
  }
}
