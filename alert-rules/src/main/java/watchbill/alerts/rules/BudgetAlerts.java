package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.BudgetFamilies.DAILY_TOKEN_BUDGET;
import static watchbill.metrics.catalogue.BudgetFamilies.FORECAST_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.FORECAST_TOKENS;
import static watchbill.metrics.catalogue.BudgetFamilies.LIMIT_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.LIMIT_TOKENS;
import static watchbill.metrics.catalogue.BudgetFamilies.SPENT_COST;
import static watchbill.metrics.catalogue.BudgetFamilies.SPENT_TOKENS;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about what agents may spend.
public final class BudgetAlerts {
  /// Dollars an hour below which nobody gets up: 200 in a night of eight hours.
  private static final double PAGE_USD_AN_HOUR = 25;

  /// Dollars an hour below which nobody writes a ticket: 50 in a day.
  private static final double TICKET_USD_AN_HOUR = 2;

  /// How much of a budget is gone when its forecast is believed: before, an hour's pace says little
  /// about the rest of the period. The share at which agent platforms warn.
  private static final double NEARLY = 0.8;

  /// The same for a day, which is soon over.
  private static final double HALF = 0.5;

  private static final Matching<BudgetLabels> AGENTS = Matching.on(TENANT, AGENT, ROLE);

  private static final BudgetLabels TEAM = new BudgetLabels("acme", "", "", "team", "month");
  private static final BudgetLabels OWN =
      new BudgetLabels("acme", "coder-0", "coder", "each", "day");
  private static final BudgetLabels OWN_WEEK =
      new BudgetLabels("acme", "coder-0", "coder", "each", "week");
  private static final AgentLabels CODER = new AgentLabels("acme", "coder-0", "coder");
  private static final Map<String, String> TEAM_FIRES =
      Map.of("tenant", "acme", "budget", "team", "period", "month");
  private static final Map<String, String> CODER_FIRES =
      Map.of("tenant", "acme", "agent", "coder-0", "role", "coder");

  private static final BudgetExamples DAY = new BudgetExamples("day", 1_440, 6, 60, 5);
  private static final BudgetExamples WEEK = new BudgetExamples("week", 10_080, 6, 84, 7);
  private static final BudgetExamples MONTH = new BudgetExamples("month", 216_000, 72, 60, 5);
  private static final BudgetExamples MONTH_SLOWER =
      new BudgetExamples("month", 216_000, 30, 360, 30);
  private static final BudgetExamples SLOW_DAY = new BudgetExamples("day", 1_440, 3, 60, 5);
  private static final BudgetExamples SLOW_WEEK = new BudgetExamples("week", 10_080, 3, 336, 28);
  private static final BudgetExamples SLOW_MONTH =
      new BudgetExamples("month", 43_200, 3, 1_440, 120);

  /// A budget is spent so fast that it is gone within hours, and it is much money.
  public static final Alert<BudgetLabels> BURN_FAST =
      new Alert<>(
          "AgentBudgetBurnFast",
          Budgets.burning(Severity.PAGE, PAGE_USD_AN_HOUR),
          Duration.ZERO,
          Severity.PAGE,
          Owner.TENANT,
          View.BUDGETS,
          "Budget {{ $labels.budget }} of {{ $labels.tenant }} for the {{ $labels.period }} is"
              + " being spent at least six times too fast, and will not last.",
          List.of(
              DAY.tooFast(),
              WEEK.tooFast(),
              MONTH.tooFast(),
              MONTH_SLOWER.tooFast(),
              DAY.longAgo(),
              WEEK.longAgo(),
              MONTH.longAgo(),
              MONTH_SLOWER.longAgo(),
              new BudgetExamples("day", 2, 0, 60, 5).small(25),
              new BudgetExamples("week", 2, 0, 84, 7).small(35),
              new BudgetExamples("month", 2, 0, 60, 5).small(25),
              Example.when("a budget for a month is spent by hardly more than little money")
                  .with(LIMIT_COST, TEAM, "2880x230")
                  .with(SPENT_COST, TEAM, "0x9 0+0.75x220")
                  .quietAt(210)
                  .firesAt(211, TEAM_FIRES),
              DAY.lasts(400),
              DAY.anew(),
              MONTH.anew()));

  /// A budget is spent too fast to last.
  public static final Alert<BudgetLabels> BURN_SLOW =
      new Alert<>(
          "AgentBudgetBurnSlow",
          Budgets.burning(Severity.TICKET, TICKET_USD_AN_HOUR),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.BUDGETS,
          "Budget {{ $labels.budget }} of {{ $labels.tenant }} for the {{ $labels.period }} is"
              + " being spent more than three times too fast, and will not last.",
          List.of(
              SLOW_DAY.tooFast(),
              SLOW_WEEK.tooFast(),
              SLOW_MONTH.tooFast(),
              SLOW_DAY.longAgo(),
              SLOW_WEEK.longAgo(),
              SLOW_MONTH.longAgo(),
              new BudgetExamples("day", 2, 0, 60, 5).small(2),
              new BudgetExamples("week", 2, 0, 336, 28).small(11.2),
              new BudgetExamples("month", 2, 0, 1_440, 120).small(48),
              SLOW_DAY.lasts(400),
              SLOW_MONTH.anew()));

  /// Most of a budget is gone, and the rest will not last.
  public static final Alert<BudgetLabels> NEARLY_EXHAUSTED =
      new Alert<>(
          "AgentBudgetNearlyExhausted",
          used(SPENT_COST, LIMIT_COST, NEARLY)
              .unless(lasts(FORECAST_COST, LIMIT_COST), Budgets.SAME)
              .or(
                  used(SPENT_TOKENS, LIMIT_TOKENS, NEARLY)
                      .unless(lasts(FORECAST_TOKENS, LIMIT_TOKENS), Budgets.SAME)),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.BUDGETS,
          "Budget {{ $labels.budget }} of {{ $labels.tenant }} is nearly spent, and will not last"
              + " the {{ $labels.period }}.",
          List.of(
              Example.when("a budget in dollars nears its end, and the pace falls")
                  .with(LIMIT_COST, TEAM, "1000x60")
                  .with(SPENT_COST, TEAM, "799x9 800x50")
                  .with(FORECAST_COST, TEAM, "1001x39 1000x20")
                  .quietAt(24)
                  .firesAt(25, TEAM_FIRES)
                  .firesAt(39, TEAM_FIRES)
                  .quietAt(40),
              Example.when("a budget in tokens nears its end, and a new month begins")
                  .with(LIMIT_TOKENS, TEAM, "1000x60")
                  .with(SPENT_TOKENS, TEAM, "799x9 800x29 0x20")
                  .with(FORECAST_TOKENS, TEAM, "1001x60")
                  .quietAt(24)
                  .firesAt(25, TEAM_FIRES)
                  .firesAt(39, TEAM_FIRES)
                  .quietAt(40),
              Example.when("a budget in tokens nears its end, and the pace falls")
                  .with(LIMIT_TOKENS, TEAM, "1000x60")
                  .with(SPENT_TOKENS, TEAM, "900x60")
                  .with(FORECAST_TOKENS, TEAM, "1001x29 1000x30")
                  .quietAt(14)
                  .firesAt(15, TEAM_FIRES)
                  .quietAt(30),
              Example.when("nobody knows the pace yet")
                  .with(LIMIT_COST, TEAM, "1000x60")
                  .with(SPENT_COST, TEAM, "900x60")
                  .firesAt(20, TEAM_FIRES),
              Example.when("most of a budget is spent, and the rest lasts")
                  .with(LIMIT_COST, TEAM, "1000x60")
                  .with(SPENT_COST, TEAM, "990x60")
                  .with(FORECAST_COST, TEAM, "1000x60")
                  .quietAt(59)));

  /// A budget is gone.
  public static final Alert<BudgetLabels> EXHAUSTED =
      new Alert<>(
          "AgentBudgetExhausted",
          used(SPENT_COST, LIMIT_COST, 1).or(used(SPENT_TOKENS, LIMIT_TOKENS, 1)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.BUDGETS,
          "Budget {{ $labels.budget }} of {{ $labels.tenant }} for the {{ $labels.period }} is"
              + " spent.",
          List.of(
              Example.when("the last dollar is spent, and a new month begins")
                  .with(LIMIT_COST, TEAM, "1000x40")
                  .with(SPENT_COST, TEAM, "999x9 1000x9 0x20")
                  .quietAt(9)
                  .firesAt(10, TEAM_FIRES)
                  .firesAt(19, TEAM_FIRES)
                  .quietAt(20),
              Example.when("dollars are left, tokens are not")
                  .with(LIMIT_COST, TEAM, "1000x40")
                  .with(SPENT_COST, TEAM, "1x40")
                  .with(LIMIT_TOKENS, TEAM, "5000x40")
                  .with(SPENT_TOKENS, TEAM, "4999x9 5000x30")
                  .quietAt(9)
                  .firesAt(10, TEAM_FIRES),
              Example.when("a dollar is left")
                  .with(LIMIT_COST, TEAM, "1000x40")
                  .with(SPENT_COST, TEAM, "999x40")
                  .quietAt(39)));

  /// An agent will have consumed more tokens at the end of the day than it may. The rule that the
  /// guides print, `rate(agent_tokens_consumed_total[1h]) * 24 > agent_daily_token_budget`, takes
  /// tokens a second for tokens an hour.
  public static final Alert<BudgetLabels> TOKEN_BUDGET =
      new Alert<>(
          "AgentTokenBudgetExhausted",
          own(FORECAST_TOKENS)
              .above(daily(), AGENTS)
              .and(own(SPENT_TOKENS).atLeast(daily().scaled(HALF), AGENTS), AGENTS),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.BUDGETS,
          "Agent {{ $labels.agent }} of {{ $labels.tenant }} has used half of its tokens of the"
              + " day, and at this pace will need more than there are.",
          List.of(
              Example.when("an agent will need more than its tokens of the day, then not")
                  .with(DAILY_TOKEN_BUDGET, CODER, "1000x60")
                  .with(SPENT_TOKENS, OWN, "500x60")
                  .with(FORECAST_TOKENS, OWN, "1000x9 1001x29 1000x20")
                  .quietAt(24)
                  .firesAt(25, CODER_FIRES)
                  .firesAt(39, CODER_FIRES)
                  .quietAt(40),
              Example.when("an agent hurries in the morning")
                  .with(DAILY_TOKEN_BUDGET, CODER, "1000x60")
                  .with(SPENT_TOKENS, OWN, "0+12.475x39 499x20")
                  .with(FORECAST_TOKENS, OWN, "10000x60")
                  .quietAt(30)
                  .quietAt(59),
              Example.when("an agent's week is too short, and its day is not")
                  .with(DAILY_TOKEN_BUDGET, CODER, "1000x60")
                  .with(SPENT_TOKENS, OWN, "700x60")
                  .with(FORECAST_TOKENS, OWN, "800x60")
                  .with(SPENT_TOKENS, OWN_WEEK, "7000x60")
                  .with(FORECAST_TOKENS, OWN_WEEK, "8000x60")
                  .quietAt(30)));

  static final AlertGroup GROUP =
      new AlertGroup(
          "watchbill-budgets",
          Budgets.recorded(),
          List.of(BURN_FAST, BURN_SLOW, NEARLY_EXHAUSTED, EXHAUSTED, TOKEN_BUDGET));

  private BudgetAlerts() {}

  private static Condition<BudgetLabels> used(
      Gauge<BudgetLabels> spent, Gauge<BudgetLabels> limit, double share) {
    return Budgets.once(spent).dividedBy(Budgets.once(limit), Budgets.SAME).atLeast(share);
  }

  private static Condition<BudgetLabels> lasts(
      Gauge<BudgetLabels> forecast, Gauge<BudgetLabels> limit) {
    return Budgets.once(forecast).atMost(Budgets.once(limit), Budgets.SAME);
  }

  /// What is shown of each agent's own budgets for a day; the same for all of them.
  private static Query<BudgetLabels> own(Gauge<BudgetLabels> gauge) {
    return Query.of(gauge, Matcher.equal(PERIOD, "day")).by(TENANT, AGENT, ROLE).max();
  }

  private static Query<AgentLabels> daily() {
    return Query.of(DAILY_TOKEN_BUDGET).by(TENANT, AGENT, ROLE).max();
  }
}
