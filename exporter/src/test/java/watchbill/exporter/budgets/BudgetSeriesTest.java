package watchbill.exporter.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.money.Calendars;
import watchbill.core.money.Period;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Uses;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class BudgetSeriesTest {
  private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final AgentKey ANN = new AgentKey("acme", "ann");
  private static final AgentKey BOB = new AgentKey("acme", "bob");

  private final AtomicLong now = new AtomicLong(NOON);

  @Test
  void sumsUpWhatTheCoveredAgentsSpend() {
    BudgetSeries series = series(budget("day", "acme", Set.of(), false, 100, 1_000));
    series.accept(spent(ANN, 10, 50));
    series.accept(spent(BOB, 20, 60));
    series.accept(spent(BOB, 25, 70));
    series.accept(spent(new AgentKey("other", "eve"), 99, 99));
    assertThat(lines(series, "agent_budget_(limit|spent).*"))
        .isEqualTo(
            """
            agent_budget_limit_tokens{tenant="acme",agent="",role="",budget="day",period="day"} 1000
            agent_budget_limit_usd{tenant="acme",agent="",role="",budget="day",period="day"} 100
            agent_budget_spent_tokens{tenant="acme",agent="",role="",budget="day",period="day"} 120
            agent_budget_spent_usd{tenant="acme",agent="",role="",budget="day",period="day"} 35\
            """);
    assertThat(lines(series, "agent_budget_period_end.*")).endsWith(" 1795392000");
  }

  @Test
  void anAgentWithoutMeasureLeavesNothingBehindInASharedBudget() {
    BudgetSeries series = series(budget("day", "acme", Set.of(), false, 100, 0));
    series.accept(standing(ANN, new ToDate(1, NOON, Long.MAX_VALUE, 0)));
    series.accept(spent(BOB, 5, 0));
    series.accept(spent(BOB, 6, 0));
    series.accept(standing(ANN, new ToDate(NOON, 2 * NOON, 0, 0)));
    assertThat(lines(series, "agent_budget_spent.*")).endsWith(" 6");
    series.accept(standing(BOB, new ToDate(NOON, 2 * NOON, 0, 0)));
    assertThat(lines(series, "agent_budget_spent.*")).endsWith(" 0");
  }

  @Test
  void saysThePaceOfTheLastHourAndWhereItLeads() {
    BudgetSeries series = series(budget("day", "acme", Set.of(), false, 100, 0));
    series.accept(spent(ANN, 10, 0));
    assertThat(lines(series, ".*(burn|forecast|exhausted).*")).isEmpty();
    now.addAndGet(Duration.ofMinutes(30).toMillis());
    series.accept(spent(ANN, 14, 0));
    // 4 dollars in half an hour, 11.5 hours left: 92 more.
    assertThat(lines(series, ".*(burn|forecast|exhausted).*"))
        .isEqualTo(
            """
            agent_budget_burn_hour_usd{tenant="acme",agent="",role="",budget="day",period="day"} 8
            agent_budget_exhausted_timestamp_seconds{tenant="acme",agent="",role="",budget="day",period="day"} 1795389300
            agent_budget_forecast_usd{tenant="acme",agent="",role="",budget="day",period="day"} 106\
            """);
    now.addAndGet(Duration.ofHours(2).toMillis());
    assertThat(lines(series, ".*(burn|exhausted).*")).endsWith(" 0").doesNotContain("exhausted");
  }

  @Test
  void givesEachAgentItsOwnWhereItIsMeantSo() {
    BudgetSeries series =
        series(
            budget("each", "", Set.of("coder"), true, 0, 500),
            budget("tight", "acme", Set.of(), true, 0, 400));
    series.accept(new Signal.RoleLearned(ANN, 1, "coder"));
    series.accept(spent(ANN, 0, 50));
    series.accept(spent(BOB, 0, 60));
    assertThat(lines(series, "agent_daily.*|agent_budget_spent.*"))
        .isEqualTo(
            """
            agent_budget_spent_tokens{tenant="acme",agent="ann",role="coder",budget="each",period="day"} 50
            agent_budget_spent_tokens{tenant="acme",agent="ann",role="coder",budget="tight",period="day"} 50
            agent_budget_spent_tokens{tenant="acme",agent="bob",role="",budget="tight",period="day"} 60
            agent_daily_token_budget{tenant="acme",agent="ann",role="coder"} 400
            agent_daily_token_budget{tenant="acme",agent="bob",role=""} 400\
            """);
    series.accept(new Signal.RoleLearned(BOB, 2, "coder"));
    assertThat(lines(series, "agent_(daily|budget_spent).*agent=\"bob.*"))
        .isEqualTo(
            """
            agent_budget_spent_tokens{tenant="acme",agent="bob",role="coder",budget="each",period="day"} 60
            agent_budget_spent_tokens{tenant="acme",agent="bob",role="coder",budget="tight",period="day"} 60
            agent_daily_token_budget{tenant="acme",agent="bob",role="coder"} 400\
            """);
  }

  @Test
  void movesAnAgentsSpendToTheBudgetOfItsNewRole() {
    BudgetSeries series =
        series(
            budget("coders", "acme", Set.of("coder"), false, 0, 500),
            budget("critics", "acme", Set.of("critic"), false, 0, 500));
    series.accept(new Signal.RoleLearned(ANN, 1, "coder"));
    series.accept(spent(ANN, 0, 50));
    series.accept(new Signal.RoleLearned(ANN, 2, "critic"));
    series.accept(spent(ANN, 0, 70));
    assertThat(lines(series, "agent_budget_spent.*"))
        .isEqualTo(
            """
            agent_budget_spent_tokens{tenant="acme",agent="",role="",budget="coders",period="day"} 0
            agent_budget_spent_tokens{tenant="acme",agent="",role="",budget="critics",period="day"} 70\
            """);
  }

  @Test
  void beginsThePeriodAnewAndKeepsThePace() {
    BudgetSeries series = series(budget("day", "acme", Set.of(), false, 100, 0));
    series.accept(spent(ANN, 10, 0));
    lines(series, ".*");
    now.addAndGet(Duration.ofMinutes(30).toMillis());
    series.accept(standing(ANN, new ToDate(NOON, NOON + 1, 0, 0)));
    series.accept(standing(ANN, new ToDate(NOON, NOON + 1, 2 * PicoUsd.DOLLAR, 0)));
    assertThat(lines(series, ".*(burn|spent).*"))
        .isEqualTo(
            """
            agent_budget_burn_hour_usd{tenant="acme",agent="",role="",budget="day",period="day"} 4
            agent_budget_spent_usd{tenant="acme",agent="",role="",budget="day",period="day"} 2\
            """);
  }

  @Test
  void refusesABudgetWithoutALimit() {
    assertThatThrownBy(() -> budget("day", "acme", Set.of(), false, 0, 0))
        .hasMessage("usd: want a limit in usd, in tokens or both, have none");
  }

  private BudgetSeries series(Budget... budgets) {
    return new BudgetSeries(
        List.of(budgets),
        Calendars.UTC,
        () -> Instant.ofEpochMilli(now.get()),
        BudgetSeries.LEAST_WATCHED,
        () -> true);
  }

  private static Budget budget(
      String name, String tenant, Set<String> roles, boolean each, long usd, long tokens) {
    return new Budget(
        name,
        tenant,
        roles,
        Set.of(),
        Period.DAY,
        each,
        usd == 0 ? OptionalLong.empty() : OptionalLong.of(usd * PicoUsd.DOLLAR),
        tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens));
  }

  private static Signal spent(AgentKey agent, long usd, long tokens) {
    return standing(agent, new ToDate(1, NOON, usd * PicoUsd.DOLLAR, tokens));
  }

  private static Signal standing(AgentKey agent, ToDate day) {
    return new Signal.SpendChanged(
        agent, 1, new SpendStanding(Uses.NONE, day, ToDate.NONE, ToDate.NONE));
  }

  private static String lines(BudgetSeries series, String pattern) {
    ByteSink out = new ByteSink(1 << 12);
    series.writeTo(Format.TEXT, out);
    return out.toString()
        .lines()
        .filter(line -> !line.startsWith("#") && line.matches(pattern))
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
