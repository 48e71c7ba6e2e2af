package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.ContextReduction;
import watchbill.core.Evidence;
import watchbill.core.InterruptCause;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.Signal.ActivityChanged;
import watchbill.core.Signal.AgentFreed;
import watchbill.core.Signal.AgentStuck;
import watchbill.core.Signal.LoadReported;
import watchbill.core.Signal.LoadUnknown;
import watchbill.core.Signal.ProgressMade;
import watchbill.core.Signal.RoleLearned;
import watchbill.core.Signal.TasksEnded;
import watchbill.core.Signal.ToolCallsEnded;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.Distribution;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

final class AgentSeriesTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");

  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final AgentSeries series = new AgentSeries(1_000, heard::get);

  private String samples(Signal... signals) {
    for (Signal signal : signals) {
      series.accept(signal);
    }
    ByteSink out = new ByteSink(1024);
    int count = series.writeTo(Format.TEXT, out);
    List<String> samples =
        out.toString().lines().filter(line -> !line.startsWith("#")).sorted().toList();
    assertThat(samples).hasSize(count);
    return samples.stream()
        .filter(line -> !NOTHING_WRONG.matcher(line).matches())
        .reduce("", (text, line) -> text + line + "\n");
  }

  /// What every agent that works has from the start, so that a rate sees the first time.
  private static final Pattern NOTHING_WRONG =
      Pattern.compile(
          "(watchbill_fleet_incident|watchbill_overflowing_agents|agent_loop_detected_total|agent_bounced_tasks_total"
              + "|agent_duplicate_executions_total|agent_governor_missed_kills_total)\\{.* 0");

  private String published(Signal... signals) {
    series.publish();
    return samples(signals);
  }

  @Test
  void showsTokensByClassAndTheirCost() {
    assertThat(
            published(
                Bills.spent(
                    BOB,
                    "anthropic",
                    "opus",
                    new Usage(1, 20, 300, 4000, 0, 5),
                    7,
                    new Cost(1, 20, 300, 4000, 0, 50_000))))
        .isEqualTo(
            """
            agent_cost_usd_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",kind="cache_read"} 3.0E-10
            agent_cost_usd_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",kind="cache_write_1h"} 0
            agent_cost_usd_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",kind="cache_write_5m"} 4.0E-9
            agent_cost_usd_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",kind="input"} 1.0E-12
            agent_cost_usd_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",kind="output"} 2.0E-11
            agent_cost_usd_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",kind="server_tools"} 5.0E-8
            agent_model_responses_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus"} 7
            agent_open_cost_usd{tenant="acme",agent="bob",role=""} 5.4321E-8
            agent_priced_later_tokens_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus"} 8
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="cache_miss"} 0
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="compaction"} 0
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="duplicated"} 0
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="idle"} 0
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="looped"} 0
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="lost"} 0
            agent_settled_cost_usd_total{tenant="acme",agent="bob",role="",use="productive"} 0
            agent_stale_responses_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus"} 7
            agent_to_date_cost_usd{tenant="acme",agent="bob",role="",period="day"} 5.4321E-8
            agent_to_date_cost_usd{tenant="acme",agent="bob",role="",period="month"} 5.4321E-8
            agent_to_date_cost_usd{tenant="acme",agent="bob",role="",period="week"} 5.4321E-8
            agent_to_date_tokens{tenant="acme",agent="bob",role="",period="day"} 4321
            agent_to_date_tokens{tenant="acme",agent="bob",role="",period="month"} 4321
            agent_to_date_tokens{tenant="acme",agent="bob",role="",period="week"} 4321
            agent_tokens_consumed_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",class="cache_read"} 300
            agent_tokens_consumed_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",class="cache_write_1h"} 0
            agent_tokens_consumed_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",class="cache_write_5m"} 4000
            agent_tokens_consumed_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",class="input"} 1
            agent_tokens_consumed_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus",class="output"} 20
            agent_unpriced_tokens_total{tenant="acme",agent="bob",role="",provider="anthropic",model="opus"} 9
            """);
  }

  @Test
  void showsTheParentThatAnAgentHasNowHoweverManyItHad() {
    for (int i = 0; i < 100; i++) {
      series.accept(new Signal.ParentLearned(BOB, 1, "parent-" + i));
    }
    assertThat(published(new Signal.ParentLearned(BOB, 2, "last")))
        .isEqualTo(
            "agent_parent_info{tenant=\"acme\",agent=\"bob\",role=\"\",parent=\"last\"} 1\n");
  }

  @Test
  void addsNoHistogramForEachRoleThatAgentsMakeUp() {
    Distribution sessions = Distribution.NONE;
    for (int i = 0; i < 1_000; i++) {
      sessions = sessions.plus(1, 1);
      series.accept(new RoleLearned(BOB, 1, "role-" + i));
      series.accept(new Signal.SessionTokens(BOB, 1, sessions));
      series.accept(new Signal.TaskCosts(BOB, 1, "kind", sessions));
    }
    assertThat(published().lines().filter(line -> line.contains("_count{"))).hasSizeLessThan(200);
    assertThat(samples())
        .contains(
            "agent_session_tokens_count{tenant=\"acme\",role=\"role-0\"} 1\n",
            "agent_session_tokens_count{tenant=\"acme\",role=\"_other\"} 936\n");
  }

  @Test
  void changesNothingWhenASignalComesTwice() {
    Signal spent =
        Bills.spent(BOB, "p", "m", new Usage(1, 2, 3, 4, 5), 6, new Cost(1, 2, 3, 4, 5, 6));
    assertThat(published(spent)).isEqualTo(samples(spent, spent));
  }

  @Test
  void showsOneForTheStateThatTheAgentIsInAndZeroForTheOthers() {
    assertThat(
            published(
                new ActivityChanged(BOB, 1, AgentActivity.WORKING),
                new ActivityChanged(BOB, 2, AgentActivity.WAITING_HUMAN)))
        .isEqualTo(
            """
            agent_state{tenant="acme",agent="bob",role="",state="idle"} 0
            agent_state{tenant="acme",agent="bob",role="",state="interrupted"} 0
            agent_state{tenant="acme",agent="bob",role="",state="stuck"} 0
            agent_state{tenant="acme",agent="bob",role="",state="suspect"} 0
            agent_state{tenant="acme",agent="bob",role="",state="unknown"} 0
            agent_state{tenant="acme",agent="bob",role="",state="waiting_agent"} 0
            agent_state{tenant="acme",agent="bob",role="",state="waiting_human"} 1
            agent_state{tenant="acme",agent="bob",role="",state="waiting_provider"} 0
            agent_state{tenant="acme",agent="bob",role="",state="waiting_tool"} 0
            agent_state{tenant="acme",agent="bob",role="",state="working"} 0
            """);
  }

  @Test
  void showsOneCauseAtATimeAndKeepsFormerOnesAtZero() {
    assertThat(
            published(
                new AgentStuck(
                    BOB, 9, StuckCause.TOOL_HANG, 1, Evidence.of(RuleKind.TOOL_HANG, "Bash"))))
        .isEqualTo(
            """
            agent_stuck{tenant="acme",agent="bob",role="",cause="tool_hang"} 1
            """);
    assertThat(
            samples(
                new AgentStuck(
                    BOB, 10, StuckCause.OOM_KILLED, 1, Evidence.of(RuleKind.TOOL_HANG, "pod"))))
        .isEqualTo(
            """
            agent_stuck{tenant="acme",agent="bob",role="",cause="oom_killed"} 1
            agent_stuck{tenant="acme",agent="bob",role="",cause="tool_hang"} 0
            """);
    assertThat(samples(new AgentFreed(BOB, 11, StuckCause.OOM_KILLED)))
        .isEqualTo(
            """
            agent_stuck{tenant="acme",agent="bob",role="",cause="oom_killed"} 0
            agent_stuck{tenant="acme",agent="bob",role="",cause="tool_hang"} 0
            """);
  }

  @Test
  void showsTheLoadThatIsKnownAndDropsWhatIsNot() {
    assertThat(published(new LoadReported(BOB, 1, 3, 0)))
        .isEqualTo(
            """
            agent_active_sessions{tenant="acme",agent="bob",role=""} 3
            agent_request_queue_depth{tenant="acme",agent="bob",role=""} 0
            """);
    assertThat(samples(new LoadReported(BOB, 2, 4, -1)))
        .isEqualTo(
            """
            agent_active_sessions{tenant="acme",agent="bob",role=""} 4
            """);
    assertThat(samples(new LoadUnknown(BOB, 3))).isEmpty();
  }

  @Test
  void showsWhatEndedWithTheOtherOutcomesAtZero() {
    assertThat(
            published(
                new ToolCallsEnded(BOB, 1, ToolOutcome.OK, 5),
                new ToolCallsEnded(BOB, 1, ToolOutcome.ERROR, 2),
                new TasksEnded(BOB, 1, TaskOutcome.COMPLETED, 1),
                new ProgressMade(BOB, 1_700_000_000_123L)))
        .isEqualTo(
            """
            agent_last_progress_timestamp_seconds{tenant="acme",agent="bob",role=""} 1.700000000123E9
            agent_tasks_total{tenant="acme",agent="bob",role="",outcome="cancelled"} 0
            agent_tasks_total{tenant="acme",agent="bob",role="",outcome="completed"} 1
            agent_tasks_total{tenant="acme",agent="bob",role="",outcome="failed"} 0
            agent_tasks_total{tenant="acme",agent="bob",role="",outcome="interrupted"} 0
            agent_tool_calls_total{tenant="acme",agent="bob",role="",outcome="error"} 2
            agent_tool_calls_total{tenant="acme",agent="bob",role="",outcome="interrupted"} 0
            agent_tool_calls_total{tenant="acme",agent="bob",role="",outcome="ok"} 5
            agent_tool_calls_total{tenant="acme",agent="bob",role="",outcome="rejected"} 0
            """);
  }

  @Test
  void movesEverySeriesToTheRoleThatItLearns() {
    Signal[] all = {
      Bills.spent(BOB, "p", "m", new Usage(1, 2, 3, 4, 5), 6, new Cost(1, 2, 3, 4, 5, 6)),
      new LoadReported(BOB, 1, 3, 4),
      new ActivityChanged(BOB, 1, AgentActivity.STUCK),
      new ToolCallsEnded(BOB, 1, ToolOutcome.OK, 5),
      new TasksEnded(BOB, 1, TaskOutcome.FAILED, 1),
      new ProgressMade(BOB, 1000),
      new AgentStuck(BOB, 1, StuckCause.TOOL_HANG, 1, Evidence.of(RuleKind.TOOL_HANG, "")),
      new Signal.RuleFired(BOB, 1, RuleKind.CYCLE, 1),
      new Signal.CallsInFlight(BOB, 1, 2_000),
      new Signal.HumanWaits(BOB, 1, 3_000, 4_000),
      new Signal.TelemetryGap(BOB, 1, 5_000),
      new Signal.TasksInterrupted(BOB, 1, InterruptCause.EVICTED, 1, 2, 3, 4),
      new Signal.ContextsReduced(BOB, 1, ContextReduction.CLEARED, 2),
      new Signal.GovernorMissed(BOB, 1, 3),
      new Signal.TasksBounced(BOB, 1, 4),
      new Signal.TasksDuplicated(BOB, 1, 5),
      new Signal.DeadlinesMissed(BOB, 1, "review", 6)
    };
    String before = published(all);
    assertThat(samples(new RoleLearned(BOB, 2, "coder")))
        .isEqualTo(before.replace("role=\"\"", "role=\"coder\""));
    assertThat(samples(new RoleLearned(BOB, 3, "coder"), new RoleLearned(BOB, 4, "critic")))
        .isEqualTo(before.replace("role=\"\"", "role=\"critic\""));
    assertThat(samples(all)).isEqualTo(before.replace("role=\"\"", "role=\"critic\""));
  }

  @Test
  void knowsTheRoleOfSeriesThatComeAfterIt() {
    assertThat(published(new RoleLearned(BOB, 1, "coder"), new LoadReported(BOB, 2, 1, -1)))
        .isEqualTo(
            """
            agent_active_sessions{tenant="acme",agent="bob",role="coder"} 1
            """);
  }

  @Test
  void keepsTwoAgentsApart() {
    AgentKey other = new AgentKey("acme2", "bob");
    assertThat(published(new LoadReported(BOB, 1, 1, -1), new LoadReported(other, 1, 2, -1)))
        .isEqualTo(
            """
            agent_active_sessions{tenant="acme",agent="bob",role=""} 1
            agent_active_sessions{tenant="acme2",agent="bob",role=""} 2
            """);
  }

  @Test
  void showsNothingBeforeItIsPublished() {
    assertThat(samples(new ToolCallsEnded(BOB, 1, ToolOutcome.OK, 5))).isEmpty();
    series.publish();
    assertThat(samples()).contains("outcome=\"ok\"} 5");
  }

  @Test
  void dropsStatesButNotTotalsWhileAgentsCannotBeHeard() {
    String all =
        published(
            new LoadReported(BOB, 1, 1, 1),
            new ActivityChanged(BOB, 1, AgentActivity.IDLE),
            new AgentStuck(BOB, 1, StuckCause.TOOL_HANG, 1, Evidence.of(RuleKind.TOOL_HANG, "")),
            new TasksEnded(BOB, 1, TaskOutcome.COMPLETED, 1),
            new ProgressMade(BOB, 1000));
    heard.set(false);
    assertThat(samples().lines().map(line -> line.substring(0, line.indexOf('{'))).distinct())
        .containsExactly("agent_last_progress_timestamp_seconds", "agent_tasks_total");
    heard.set(true);
    assertThat(samples()).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "1, 1.0E-12",
    "1000000000000, 1.0",
    "1100000000000, 1.1",
    "300000000000, 0.3",
    "9007199254740993, 9007.199254740993",
    "9223372036854775807, 9223372.036854776"
  })
  void givesTheDollarsThatAreNearestToThePicoDollars(long pico, String dollars) {
    assertThat(Dollars.ofPico(pico)).isEqualTo(Double.parseDouble(dollars));
  }
}
