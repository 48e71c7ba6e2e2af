package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Signal.ActivityChanged;
import watchbill.core.Signal.HumanWaits;
import watchbill.core.Signal.LoadReported;
import watchbill.core.Signal.LoadUnknown;
import watchbill.core.Signal.ProgressMade;
import watchbill.core.Signal.RoleLearned;
import watchbill.core.Signal.TasksEnded;
import watchbill.core.TaskOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// A tenant has so many agents with series of their own; the others are in exact sums.
final class SeriesBudgetTest {
  private static final AgentKey ANN = new AgentKey("acme", "ann");
  private static final AgentKey BOB = new AgentKey("acme", "bob");
  private static final AgentKey CID = new AgentKey("acme", "cid");
  private static final AgentKey DAN = new AgentKey("acme", "dan");

  private final AgentSeries series = new AgentSeries(2, () -> true);

  @Test
  void sumsTheTotalsOfAgentsBeyondTheBudget() {
    ended(ANN, 1);
    ended(BOB, 10);
    ended(CID, 100);
    ended(DAN, 1_000);
    ended(CID, 300);
    ended(CID, 300);

    assertThat(lines("agent_tasks_total", "outcome=\"completed\""))
        .containsExactlyInAnyOrder(
            "agent_tasks_total{tenant=\"acme\",agent=\"ann\",role=\"\",outcome=\"completed\"} 1",
            "agent_tasks_total{tenant=\"acme\",agent=\"bob\",role=\"\",outcome=\"completed\"} 10",
            "agent_tasks_total{tenant=\"acme\",agent=\"_other\",role=\"\",outcome=\"completed\"}"
                + " 1300");
    assertThat(lines("watchbill_overflowing_agents"))
        .containsExactly("watchbill_overflowing_agents{tenant=\"acme\"} 2");
  }

  @Test
  void leavesTheAgentsOfAnotherTenantAlone() {
    ended(ANN, 1);
    ended(BOB, 1);
    ended(CID, 1);
    ended(new AgentKey("globex", "eve"), 7);

    assertThat(lines("agent_tasks_total", "globex", "completed"))
        .containsExactly(
            "agent_tasks_total{tenant=\"globex\",agent=\"eve\",role=\"\",outcome=\"completed\"} 7");
    assertThat(lines("watchbill_overflowing_agents", "globex"))
        .containsExactly("watchbill_overflowing_agents{tenant=\"globex\"} 0");
  }

  @Test
  void countsHowManyOfTheOthersAreInEachState() {
    fill();
    is(CID, AgentActivity.WORKING);
    is(DAN, AgentActivity.WORKING);
    is(CID, AgentActivity.STUCK);

    assertThat(lines("agent_state{", "_other", "working"))
        .singleElement()
        .asString()
        .endsWith(" 1");
    assertThat(lines("agent_state{", "_other", "stuck")).singleElement().asString().endsWith(" 1");
    assertThat(lines("agent_state{", "_other", "idle")).singleElement().asString().endsWith(" 0");
  }

  @Test
  void forgetsTheLoadOfAnotherAgentWhenItIsUnknown() {
    fill();
    series.accept(new LoadReported(CID, 1, 3, 5));
    series.accept(new LoadReported(DAN, 1, 4, -1));
    assertThat(lines("agent_active_sessions", "_other")).singleElement().asString().endsWith(" 7");

    series.accept(new LoadUnknown(CID, 2));
    assertThat(lines("agent_active_sessions", "_other")).singleElement().asString().endsWith(" 4");
    assertThat(lines("agent_request_queue_depth", "_other")).isEmpty();
  }

  @Test
  void showsNoTimeAndNoRoleOfSeveralAgents() {
    fill();
    series.accept(new RoleLearned(CID, 1, "coder"));
    series.accept(new ProgressMade(CID, 1_000));
    series.accept(new HumanWaits(CID, 1, 500, 2_500));
    ended(CID, 4);

    assertThat(lines("_other", "coder")).isEmpty();
    assertThat(lines("timestamp", "_other")).isEmpty();
    assertThat(lines("agent_human_wait_seconds_total", "_other"))
        .singleElement()
        .asString()
        .endsWith(" 2.5");
  }

  @Test
  void putsAnAgentThatIsCalledLikeTheOthersAmongThem() {
    ended(new AgentKey("acme", "_other"), 5);
    ended(ANN, 1);
    ended(BOB, 1);
    ended(CID, 6);

    assertThat(lines("agent_tasks_total", "_other", "completed"))
        .singleElement()
        .asString()
        .endsWith(" 11");
  }

  /// Whatever is told in whatever order, all series of the tenant sum to what all agents spent, to
  /// the pico-dollar.
  @Test
  @Tag("property")
  void losesNoPicoDollarOfAnybody() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      AgentSeries some = new AgentSeries(1 + random.nextInt(5), () -> true);
      Map<List<String>, Long> oracle = new HashMap<>();
      for (int i = 0; i < 300; i++) {
        AgentKey agent = new AgentKey("acme", "a" + random.nextInt(12));
        String model = "m" + random.nextInt(80);
        long picoUsd = random.nextLong(1L << 40);
        some.accept(spent(agent, model, 1, picoUsd));
        oracle.put(List.of(agent.agent(), model), picoUsd);
      }
      BigDecimal shown = BigDecimal.ZERO;
      for (String line : lines(some, "agent_cost_usd_total", "kind=\"output\"")) {
        shown = shown.add(new BigDecimal(line.substring(line.lastIndexOf(' ') + 1)));
      }
      long wanted = oracle.values().stream().mapToLong(pico -> pico).sum();
      assertThat(shown).as("seed %d", seed).isEqualByComparingTo(BigDecimal.valueOf(wanted, 12));
    }
  }

  private void fill() {
    ended(ANN, 1);
    ended(BOB, 1);
  }

  private void ended(AgentKey agent, long total) {
    series.accept(new TasksEnded(agent, 1, TaskOutcome.COMPLETED, total));
  }

  private void is(AgentKey agent, AgentActivity activity) {
    series.accept(new ActivityChanged(agent, 1, activity));
  }

  private static Signal spent(AgentKey agent, String model, long responses, long picoUsd) {
    return Bills.spent(
        agent,
        "anthropic",
        model,
        new Usage(0, 20, 0, 0, 0, 0),
        responses,
        new Cost(0, picoUsd, 0, 0, 0, 0));
  }

  private List<String> lines(String... parts) {
    return lines(series, parts);
  }

  private static List<String> lines(AgentSeries series, String... parts) {
    series.publish();
    ByteSink out = new ByteSink(1024);
    series.writeTo(Format.TEXT, out);
    List<String> found = new ArrayList<>();
    for (String line : out.toString().split("\n", -1)) {
      boolean all = !line.startsWith("#");
      for (String part : parts) {
        all &= line.contains(part);
      }
      if (all && !line.isEmpty()) {
        found.add(line);
      }
    }
    return found;
  }
}
