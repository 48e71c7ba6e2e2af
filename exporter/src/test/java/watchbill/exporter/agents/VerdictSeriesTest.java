package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.ContextReduction;
import watchbill.core.Evidence;
import watchbill.core.IncidentCause;
import watchbill.core.InterruptCause;
import watchbill.core.RecoveryPhase;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.Signal.ActivityChanged;
import watchbill.core.Signal.AgentSuspect;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.money.Distribution;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// What speaks against agents and what becomes of their tasks.
final class VerdictSeriesTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");
  private static final AgentKey ALL = AgentKey.wholeTenant("acme");

  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final AgentSeries series = new AgentSeries(1_000, heard::get);

  /// The samples of a family after these signals, without their common labels.
  private String samples(String family, Signal... signals) {
    series.publish();
    for (Signal signal : signals) {
      series.accept(signal);
    }
    ByteSink out = new ByteSink(1024);
    series.writeTo(Format.TEXT, out);
    return out.toString()
        .lines()
        .filter(line -> line.startsWith(family + "{"))
        .map(line ->
            line.substring(family.length())
                .replace("tenant=\"acme\",", "")
                .replace("agent=\"bob\",role=\"\"", ""))
        .sorted()
        .reduce("", (text, line) -> text + line + "\n");
  }

  private static Signal suspect(StuckCause cause) {
    return new AgentSuspect(BOB, 1, cause, 1, Evidence.of(RuleKind.TOOL_HANG, ""));
  }

  private static Signal does(AgentActivity activity) {
    return new ActivityChanged(BOB, 1, activity);
  }

  @Test
  void showsASuspicionWhileTheAgentIsSuspect() {
    assertThat(
            samples("agent_suspect", suspect(StuckCause.REPEAT_LOOP), does(AgentActivity.SUSPECT)))
        .isEqualTo("{,cause=\"repeat_loop\"} 1\n");
    assertThat(samples("agent_suspect", suspect(StuckCause.TOOL_HANG)))
        .isEqualTo("{,cause=\"repeat_loop\"} 0\n{,cause=\"tool_hang\"} 1\n");
    assertThat(samples("agent_suspect", does(AgentActivity.WAITING_HUMAN)))
        .isEqualTo("{,cause=\"repeat_loop\"} 0\n{,cause=\"tool_hang\"} 0\n");
    assertThat(samples("agent_suspect", does(AgentActivity.SUSPECT)))
        .isEqualTo("{,cause=\"repeat_loop\"} 0\n{,cause=\"tool_hang\"} 1\n");
  }

  @Test
  void showsASuspicionInWhicheverOrderItIsToldAgain() {
    assertThat(
            samples("agent_suspect", does(AgentActivity.SUSPECT), suspect(StuckCause.REPEAT_LOOP)))
        .isEqualTo("{,cause=\"repeat_loop\"} 1\n");
  }

  @Test
  void countsLoopsByRuleFromTheFirstToolCallOn() {
    assertThat(
            samples(
                "agent_loop_detected_total", new Signal.ToolCallsEnded(BOB, 1, ToolOutcome.OK, 1)))
        .hasLineCount(9)
        .contains("kind=\"exact_repeat\"} 0", "kind=\"bounce\"} 0");
    assertThat(
            samples(
                "agent_loop_detected_total", new Signal.RuleFired(BOB, 1, RuleKind.NEAR_REPEAT, 2)))
        .hasLineCount(9)
        .contains("kind=\"near_repeat\"} 2");
  }

  @Test
  void countsNoSilenceAsALoop() {
    assertThat(
            samples(
                "agent_loop_detected_total", new Signal.RuleFired(BOB, 1, RuleKind.TOOL_HANG, 2)))
        .isEmpty();
  }

  @Test
  void showsSinceWhenACallIsInFlightAndNothingWhenNoneIs() {
    String family = "agent_tool_call_started_timestamp_seconds";
    assertThat(samples(family, new Signal.CallsInFlight(BOB, 9, 1_500))).isEqualTo("{} 1.5\n");
    assertThat(samples(family, new Signal.CallsInFlight(BOB, 10, 0))).isEmpty();
  }

  @Test
  void showsWaitsForHumans() {
    series.accept(new Signal.HumanWaits(BOB, 9, 9_000, 70_500));
    assertThat(samples("agent_human_wait_seconds_total")).isEqualTo("{} 70.5\n");
    assertThat(samples("agent_human_wait_started_timestamp_seconds")).isEqualTo("{} 9\n");
    series.accept(new Signal.HumanWaits(BOB, 10, 0, 71_500));
    assertThat(samples("agent_human_wait_seconds_total")).isEqualTo("{} 71.5\n");
    assertThat(samples("agent_human_wait_started_timestamp_seconds")).isEmpty();
  }

  @Test
  void showsATelemetryGapUntilItEnds() {
    String family = "agent_telemetry_gap_started_timestamp_seconds";
    assertThat(samples(family, new Signal.TelemetryGap(BOB, 9, 7_000))).isEqualTo("{} 7\n");
    assertThat(samples(family, new Signal.TelemetryGap(BOB, 10, 0))).isEmpty();
  }

  @Test
  void showsWhatWasLostWithInterruptedTasks() {
    series.accept(
        new Signal.TasksInterrupted(
            BOB, 1, InterruptCause.NODE_LOST, 2, 30_000, 4_500_000_000_000L, 61_500));
    assertThat(samples("agent_interrupted_tasks_total"))
        .isEqualTo(
            """
            {,cause="crashed"} 0
            {,cause="evicted"} 0
            {,cause="node_lost"} 2
            {,cause="oom_killed"} 0
            {,cause="preempted"} 0
            {,cause="stopped"} 0
            """);
    assertThat(samples("agent_interrupted_tokens_total")).contains("node_lost\"} 30000\n");
    assertThat(samples("agent_interrupted_cost_usd_total")).contains("node_lost\"} 4.5\n");
    assertThat(samples("agent_interrupted_seconds_total")).contains("node_lost\"} 61.5\n");
  }

  @Test
  void showsHowLongTasksAndRecoveriesTakeByRole() {
    Distribution millis = Distribution.NONE.plus(90_000, 1_000).plus(700, 1_000);
    AgentKey ann = new AgentKey("acme", "ann");
    for (AgentKey agent : new AgentKey[] {BOB, ann}) {
      series.accept(new Signal.TaskDurations(agent, 1, "review", millis));
      series.accept(new Signal.Recovered(agent, 1, RecoveryPhase.READY, millis));
    }
    assertThat(samples("agent_task_duration_seconds_count"))
        .isEqualTo("{role=\"\",task_kind=\"review\"} 4\n");
    assertThat(samples("agent_task_duration_seconds_sum"))
        .isEqualTo("{role=\"\",task_kind=\"review\"} 181.4\n");
    assertThat(samples("agent_task_duration_seconds_bucket"))
        .contains("le=\"1.0\"} 2\n", "le=\"64.0\"} 2\n", "le=\"256.0\"} 4\n");
    assertThat(samples("agent_recovery_seconds_bucket"))
        .contains("{role=\"\",phase=\"ready\",le=\"1.0\"} 2\n", "le=\"128.0\"} 4\n");
  }

  @Test
  void showsWhatTheGovernorDidAndMissed() {
    series.accept(new Signal.ContextsReduced(BOB, 1, ContextReduction.CLEARED, 3));
    assertThat(samples("agent_context_reductions_total"))
        .isEqualTo(
            """
            {,tier="archived"} 0
            {,tier="cleared"} 3
            {,tier="compacted"} 0
            """);
    assertThat(samples("agent_governor_missed_kills_total")).isEqualTo("{} 0\n");
    series.accept(new Signal.GovernorMissed(BOB, 1, 1));
    assertThat(samples("agent_governor_missed_kills_total")).isEqualTo("{} 1\n");
  }

  @Test
  void showsTasksThatWentAnotherWay() {
    series.accept(new Signal.TasksEnded(BOB, 1, TaskOutcome.COMPLETED, 1));
    assertThat(samples("agent_bounced_tasks_total")).isEqualTo("{} 0\n");
    assertThat(samples("agent_duplicate_executions_total")).isEqualTo("{} 0\n");
    assertThat(samples("agent_bounced_tasks_total", new Signal.TasksBounced(BOB, 1, 2)))
        .isEqualTo("{} 2\n");
    assertThat(samples("agent_duplicate_executions_total", new Signal.TasksDuplicated(BOB, 1, 3)))
        .isEqualTo("{} 3\n");
    assertThat(
            samples(
                "agent_missed_deadlines_total",
                new Signal.DeadlinesMissed(BOB, 1, "review", 4),
                new Signal.DeadlinesMissed(BOB, 1, "fix", 5)))
        .isEqualTo("{,task_kind=\"fix\"} 5\n{,task_kind=\"review\"} 4\n");
  }

  @Test
  void showsIncidentsByTenantAndCause() {
    assertThat(samples("watchbill_fleet_incident", does(AgentActivity.WORKING)))
        .isEqualTo("{cause=\"provider\"} 0\n{cause=\"silence\"} 0\n");
    assertThat(
            samples(
                "watchbill_fleet_incident",
                new Signal.IncidentBegan(ALL, 1, IncidentCause.PROVIDER, 9, 10)))
        .isEqualTo("{cause=\"provider\"} 1\n{cause=\"silence\"} 0\n");
    assertThat(
            samples(
                "watchbill_fleet_incident",
                new Signal.IncidentEnded(ALL, 1, IncidentCause.PROVIDER)))
        .isEqualTo("{cause=\"provider\"} 0\n{cause=\"silence\"} 0\n");
  }

  @Test
  void makesNoAgentOfAWholeTenant() {
    series.publish();
    series.accept(new Signal.IncidentBegan(ALL, 1, IncidentCause.PROVIDER, 9, 10));
    series.accept(new ActivityChanged(ALL, 1, AgentActivity.WORKING));
    ByteSink out = new ByteSink(1024);
    series.writeTo(Format.TEXT, out);
    assertThat(out.toString()).doesNotContain("_all", "agent_state{");
  }

  @Test
  void hidesWhatGoesOnWhileAgentsCannotBeHeardAndKeepsTotals() {
    series.accept(suspect(StuckCause.REPEAT_LOOP));
    series.accept(does(AgentActivity.SUSPECT));
    series.accept(new Signal.CallsInFlight(BOB, 1, 1_000));
    series.accept(new Signal.HumanWaits(BOB, 1, 1_000, 1_000));
    series.accept(new Signal.TelemetryGap(BOB, 1, 1_000));
    series.accept(new Signal.TasksBounced(BOB, 1, 2));
    series.accept(new Signal.IncidentBegan(ALL, 1, IncidentCause.SILENCE, 9, 10));
    heard.set(false);
    for (String gauge :
        new String[] {
          "agent_suspect",
          "agent_tool_call_started_timestamp_seconds",
          "agent_human_wait_started_timestamp_seconds",
          "agent_telemetry_gap_started_timestamp_seconds",
          "watchbill_fleet_incident"
        }) {
      assertThat(samples(gauge)).as(gauge).isEmpty();
    }
    assertThat(samples("agent_human_wait_seconds_total")).isEqualTo("{} 1\n");
    assertThat(samples("agent_bounced_tasks_total")).isEqualTo("{} 2\n");
  }
}
