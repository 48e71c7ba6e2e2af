package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.BUDGET;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// What agents may spend in a day, a week or a month, and how far they are.
public final class BudgetFamilies {
  private static final String CONFIG = "the configuration: spend.budgets";
  private static final String SPENT = "agent_to_date_cost_usd and agent_to_date_tokens";

  /// Tokens that an agent may consume in a day.
  public static final Gauge<AgentLabels> DAILY_TOKEN_BUDGET =
      Gauge.ours(
          "agent_daily_token_budget",
          Unit.TOKENS,
          AgentLabels.LABELS,
          "Tokens that the agent may consume in a day: the least of its own daily budgets.",
          CONFIG);

  /// Dollars that may be spent in the period.
  public static final Gauge<BudgetLabels> LIMIT_COST =
      ours("agent_budget_limit_usd", Unit.USD, "Dollars that may be spent in the period.", CONFIG);

  /// Tokens that may be consumed in the period.
  public static final Gauge<BudgetLabels> LIMIT_TOKENS =
      ours(
          "agent_budget_limit_tokens",
          Unit.TOKENS,
          "Tokens that may be consumed in the period.",
          CONFIG);

  /// Dollars that have been spent in it.
  public static final Gauge<BudgetLabels> SPENT_COST =
      ours("agent_budget_spent_usd", Unit.USD, "Dollars spent in the current period.", SPENT);

  /// Tokens that have been consumed in it.
  public static final Gauge<BudgetLabels> SPENT_TOKENS =
      ours(
          "agent_budget_spent_tokens",
          Unit.TOKENS,
          "Tokens consumed in the current period.",
          SPENT);

  /// Dollars an hour at the present pace.
  public static final Gauge<BudgetLabels> BURN_COST =
      ours(
          "agent_budget_burn_hour_usd",
          Unit.USD,
          "Dollars an hour, at the pace of the last hour or, where that is shorter, since the start.",
          SPENT);

  /// Tokens an hour at the present pace.
  public static final Gauge<BudgetLabels> BURN_TOKENS =
      ours(
          "agent_budget_burn_hour_tokens",
          Unit.TOKENS,
          "Tokens an hour, at the pace of the last hour or, where that is shorter, since the start.",
          SPENT);

  /// Dollars that will have been spent when the period ends.
  public static final Gauge<BudgetLabels> FORECAST_COST =
      ours(
          "agent_budget_forecast_usd",
          Unit.USD,
          "Dollars that will have been spent at the end of the period, at the present pace.",
          "what is spent and the burn");

  /// Tokens that will have been consumed when the period ends.
  public static final Gauge<BudgetLabels> FORECAST_TOKENS =
      ours(
          "agent_budget_forecast_tokens",
          Unit.TOKENS,
          "Tokens that will have been consumed at the end of the period, at the present pace.",
          "what is consumed and the burn");

  /// When nothing will be left.
  public static final Gauge<BudgetLabels> EXHAUSTED =
      ours(
          "agent_budget_exhausted_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          "When nothing will be left at the present pace; absent when it lasts to the end.",
          "what is left and the burn");

  /// When the period ends.
  public static final Gauge<BudgetLabels> PERIOD_END =
      ours(
          "agent_budget_period_end_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          "When the current period ends, in the tenant's time zone.",
          CONFIG);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          DAILY_TOKEN_BUDGET,
          LIMIT_COST,
          LIMIT_TOKENS,
          SPENT_COST,
          SPENT_TOKENS,
          BURN_COST,
          BURN_TOKENS,
          FORECAST_COST,
          FORECAST_TOKENS,
          EXHAUSTED,
          PERIOD_END);

  private BudgetFamilies() {}

  private static Gauge<BudgetLabels> ours(String name, Unit unit, String help, String origin) {
    return Gauge.ours(name, unit, BudgetLabels.LABELS, help, origin);
  }

  /// A budget. The tenant is `_all` for one that several share; agent and role are empty for one
  /// that is not each agent's own.
  public record BudgetLabels(String tenant, String agent, String role, String budget, String period)
      implements LabelSet, Has.Identity, Has.Budget, Has.Period {
    static final Labels<BudgetLabels> LABELS =
        Labels.of(BudgetLabels.class, TENANT, AGENT, ROLE, BUDGET, PERIOD);
  }
}
