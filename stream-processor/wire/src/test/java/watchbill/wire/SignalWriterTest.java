package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.wire.Events.AGENT;
import static watchbill.wire.Events.AT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.ContextReduction;
import watchbill.core.Evidence;
import watchbill.core.Evidence.CallPrint;
import watchbill.core.IncidentCause;
import watchbill.core.InterruptCause;
import watchbill.core.RecoveryPhase;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.Signal.ActivityChanged;
import watchbill.core.Signal.AgentFreed;
import watchbill.core.Signal.AgentStuck;
import watchbill.core.Signal.AgentSuspect;
import watchbill.core.Signal.LoadReported;
import watchbill.core.Signal.LoadUnknown;
import watchbill.core.Signal.ParentLearned;
import watchbill.core.Signal.ProgressMade;
import watchbill.core.Signal.RoleLearned;
import watchbill.core.Signal.SessionTokens;
import watchbill.core.Signal.SpendChanged;
import watchbill.core.Signal.TaskCosts;
import watchbill.core.Signal.TaskSpent;
import watchbill.core.Signal.TasksEnded;
import watchbill.core.Signal.TokensConsumed;
import watchbill.core.Signal.ToolCallsEnded;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.Distribution;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

class SignalWriterTest {
  private static final SpendStanding STANDING =
      new SpendStanding(
          Uses.NONE.plus(Use.OPEN, 200).plus(Use.CACHE_MISS, 10),
          new ToDate(0, 1_000, 1, 2),
          new ToDate(0, 1_000, 3, 4),
          new ToDate(0, 1_000, 5, 6));
  private static final String STANDS =
      """
      "pico_usd_by_use":{"cache_miss":10,"open":200},"to_date":{\
      "day":{"begins":"1970-01-01T00:00:00.000Z","pico_usd":1,"tokens":2},\
      "week":{"begins":"1970-01-01T00:00:00.000Z","pico_usd":3,"tokens":4},\
      "month":{"begins":"1970-01-01T00:00:00.000Z","pico_usd":5,"tokens":6}}}\
      """;
  private static final Evidence EVIDENCE =
      new Evidence(List.of(RuleKind.TOOL_HANG), "tool \"Bash\"\ncall c-17", List.of(), 5, 7, "");
  private final SignalWriter writer = new SignalWriter();

  @Test
  void writesASignalAsOneLine() {
    Signal signal = new AgentStuck(AGENT, AT, StuckCause.TOOL_HANG, AT - 1000, EVIDENCE);

    assertThat(text(signal))
        .isEqualTo(
            """
            {"specversion":"1.0","id":"ID","source":"/watchbill",\
            "type":"watchbill.signal.agent_stuck","subject":"acme/backend-0",\
            "time":"2026-11-22T10:00:00.123Z","data":{"cause":"tool_hang",\
            "progress_at":"2026-11-22T09:59:59.123Z","suggested_action":"check_tool",\
            "evidence":"tool \\"Bash\\"\\ncall c-17","rules":["tool_hang"],"calls":[],\
            "tokens_since_progress":5,"pico_usd_since_progress":7}}\
            """);
  }

  @Test
  void writesWhatEachSignalSays() {
    assertThat(
            data(
                new TokensConsumed(
                    AGENT,
                    AT,
                    new ModelBill(
                        "anthropic",
                        "opus",
                        new Usage(1, 2, 3, 4, 5, 6),
                        7,
                        new Cost(10, 20, 30, 40, 50, 60),
                        8,
                        9,
                        10),
                    STANDING)))
        .isEqualTo(
            """
            tokens_consumed {"provider":"anthropic","model":"opus","tokens":{"input":1,"output":2,\
            "cache_read":3,"cache_write_5m":4,"cache_write_1h":5},"server_tool_calls":6,\
            "responses":7,"pico_usd":210,"pico_usd_by_kind":{"input":10,"output":20,\
            "cache_read":30,"cache_write_5m":40,"cache_write_1h":50,"server_tools":60},\
            "unpriced_tokens":8,"priced_later_tokens":9,"stale_responses":10,\
            """
                + STANDS);
    assertThat(data(new SpendChanged(AGENT, AT, STANDING))).isEqualTo("spend_changed {" + STANDS);
    assertThat(
            data(
                new TaskSpent(
                    AGENT,
                    AT,
                    "t-1",
                    "review",
                    TaskOutcome.COMPLETED,
                    AT,
                    3,
                    0,
                    Uses.NONE.plus(Use.LOST, 4))))
        .isEqualTo(
            """
            task_spent {"task":"t-1","kind":"review","outcome":"completed",\
            "began":"2026-11-22T10:00:00.123Z","tokens":3,"unpriced_tokens":0,\
            "pico_usd_by_use":{"lost":4}}\
            """);
    assertThat(
            data(
                new TaskCosts(
                    AGENT,
                    AT,
                    "review",
                    Distribution.NONE.plus(0, 1).plus(2, 1).plus(3, 1).plus(2, 1))))
        .isEqualTo(
            """
            task_costs {"kind":"review","count":4,"sum_pico_usd":7,"schema":3,"zeros":1,\
            "buckets":[[8,2],[13,1]]}\
            """);
    assertThat(data(new SessionTokens(AGENT, AT, Distribution.NONE)))
        .isEqualTo(
            """
            session_tokens {"count":0,"sum_tokens":0,"schema":3,"zeros":0,"buckets":[]}\
            """);
    assertThat(data(new ParentLearned(AGENT, AT, "lead")))
        .isEqualTo("parent_learned {\"parent\":\"lead\"}");
    assertThat(data(new LoadReported(AGENT, AT, 3, -1)))
        .isEqualTo("load_reported {\"active_sessions\":3,\"queue_depth\":-1}");
    assertThat(data(new LoadUnknown(AGENT, AT))).isEqualTo("load_unknown {}");
    assertThat(data(new RoleLearned(AGENT, AT, "backend")))
        .isEqualTo("role_learned {\"role\":\"backend\"}");
    assertThat(data(new ActivityChanged(AGENT, AT, AgentActivity.WAITING_TOOL)))
        .isEqualTo("activity_changed {\"activity\":\"waiting_tool\"}");
    assertThat(data(new ProgressMade(AGENT, AT))).isEqualTo("progress_made {}");
    assertThat(data(new ToolCallsEnded(AGENT, AT, ToolOutcome.OK, 9)))
        .isEqualTo("tool_calls_ended {\"outcome\":\"ok\",\"total\":9}");
    assertThat(data(new TasksEnded(AGENT, AT, TaskOutcome.FAILED, 2)))
        .isEqualTo("tasks_ended {\"outcome\":\"failed\",\"total\":2}");
    assertThat(data(new AgentFreed(AGENT, AT, StuckCause.OOM_KILLED)))
        .isEqualTo("agent_freed {\"cause\":\"oom_killed\"}");
  }

  @Test
  void writesTheWholeEvidenceOfAVerdict() {
    Evidence evidence =
        new Evidence(
            List.of(RuleKind.CYCLE, RuleKind.SPEND_WITHOUT_PROGRESS),
            "2 calls in turn",
            List.of(
                new CallPrint("Read", 0x9f2cL, -1, ToolOutcome.OK),
                new CallPrint("Bash", 0, 0, ToolOutcome.ERROR)),
            123_456,
            789_000_000_000L,
            "pod backend-0: restarted twice");
    String says =
        """
        "cause":"repeat_loop","progress_at":"2026-11-22T09:59:59.123Z",\
        "suggested_action":"reassign_task","evidence":"2 calls in turn",\
        "rules":["cycle","spend_without_progress"],"calls":[\
        {"tool":"Read","args":"0000000000009f2c","result":"ffffffffffffffff","outcome":"ok"},\
        {"tool":"Bash","outcome":"error"}],"tokens_since_progress":123456,\
        "pico_usd_since_progress":789000000000,"cluster":"pod backend-0: restarted twice"}\
        """;

    assertThat(data(new AgentStuck(AGENT, AT, StuckCause.REPEAT_LOOP, AT - 1000, evidence)))
        .isEqualTo("agent_stuck {" + says);
    assertThat(data(new AgentSuspect(AGENT, AT, StuckCause.REPEAT_LOOP, AT - 1000, evidence)))
        .isEqualTo("agent_suspect {" + says);
  }

  @Test
  void writesWhatBecomesOfCallsWaitsAndTasks() {
    assertThat(data(new Signal.RuleFired(AGENT, AT, RuleKind.NEAR_REPEAT, 3)))
        .isEqualTo("rule_fired {\"rule\":\"near_repeat\",\"total\":3}");
    assertThat(data(new Signal.CallsInFlight(AGENT, AT, AT)))
        .isEqualTo("calls_in_flight {\"since\":\"2026-11-22T10:00:00.123Z\"}");
    assertThat(data(new Signal.CallsInFlight(AGENT, AT, 0))).isEqualTo("calls_in_flight {}");
    assertThat(data(new Signal.HumanWaits(AGENT, AT, AT, 70_000)))
        .isEqualTo("human_waits {\"since\":\"2026-11-22T10:00:00.123Z\",\"total_ms\":70000}");
    assertThat(data(new Signal.HumanWaits(AGENT, AT, 0, 70_000)))
        .isEqualTo("human_waits {\"total_ms\":70000}");
    assertThat(data(new Signal.TelemetryGap(AGENT, AT, AT)))
        .isEqualTo("telemetry_gap {\"since\":\"2026-11-22T10:00:00.123Z\"}");
    assertThat(data(new Signal.TasksInterrupted(AGENT, AT, InterruptCause.NODE_LOST, 1, 2, 3, 4)))
        .isEqualTo(
            """
            tasks_interrupted {"cause":"node_lost","total":1,"lost_tokens":2,"lost_pico_usd":3,\
            "lost_ms":4}\
            """);
    assertThat(
            data(
                new Signal.Recovered(
                    AGENT, AT, RecoveryPhase.RESTORED, Distribution.NONE.plus(1, 1))))
        .isEqualTo(
            """
            recovered {"phase":"restored","count":1,"sum_ms":1,"schema":3,"zeros":0,\
            "buckets":[[0,1]]}\
            """);
    assertThat(data(new Signal.ContextsReduced(AGENT, AT, ContextReduction.ARCHIVED, 2)))
        .isEqualTo("contexts_reduced {\"how\":\"archived\",\"total\":2}");
    assertThat(data(new Signal.GovernorMissed(AGENT, AT, 1)))
        .isEqualTo("governor_missed {\"total\":1}");
    assertThat(data(new Signal.TasksBounced(AGENT, AT, 1)))
        .isEqualTo("tasks_bounced {\"total\":1}");
    assertThat(data(new Signal.TasksDuplicated(AGENT, AT, 1)))
        .isEqualTo("tasks_duplicated {\"total\":1}");
    assertThat(data(new Signal.DeadlinesMissed(AGENT, AT, "review", 1)))
        .isEqualTo("deadlines_missed {\"kind\":\"review\",\"total\":1}");
    assertThat(data(new Signal.TaskDurations(AGENT, AT, "review", Distribution.NONE)))
        .isEqualTo(
            """
            task_durations {"kind":"review","count":0,"sum_ms":0,"schema":3,"zeros":0,\
            "buckets":[]}\
            """);
  }

  @Test
  void writesIncidentsOfAWholeTenant() {
    AgentKey all = AgentKey.wholeTenant("acme");
    Signal began = new Signal.IncidentBegan(all, AT, IncidentCause.PROVIDER, 40, 50);

    assertThat(text(began)).contains("\"subject\":\"acme/_all\"");
    assertThat(data(began))
        .isEqualTo("incident_began {\"cause\":\"provider\",\"silent\":40,\"at_work\":50}");
    assertThat(data(new Signal.IncidentEnded(all, AT, IncidentCause.SILENCE)))
        .isEqualTo("incident_ended {\"cause\":\"silence\"}");
  }

  @Test
  void givesAVerdictThatIsToldAgainTheSameId() {
    Signal told = new AgentStuck(AGENT, AT, StuckCause.TOOL_HANG, AT - 1000, EVIDENCE);
    Evidence grown = Evidence.of(RuleKind.TOOL_HANG, "the same, and more tokens");

    assertThat(id(told)).isEqualTo(writer.id(told));
    assertThat(id(new AgentStuck(AGENT, AT, StuckCause.TOOL_HANG, AT - 1000, grown)))
        .isEqualTo(id(told));
    assertThat(id(new AgentStuck(AGENT, AT, StuckCause.HUMAN_WAIT, AT - 1000, EVIDENCE)))
        .isNotEqualTo(id(told));
    assertThat(id(new AgentSuspect(AGENT, AT, StuckCause.TOOL_HANG, AT - 1000, EVIDENCE)))
        .isNotEqualTo(id(told));
    assertThat(id(new AgentStuck(AGENT, AT + 1, StuckCause.TOOL_HANG, AT - 1000, EVIDENCE)))
        .isNotEqualTo(id(told));
  }

  @Test
  void writesEqualSignalsAsEqualBytesAndOthersWithAnotherId() {
    Signal signal = new RoleLearned(AGENT, AT, "backend");

    assertThat(writer.write(signal)).isEqualTo(writer.write(new RoleLearned(AGENT, AT, "backend")));
    assertThat(id(signal)).matches("[0-9a-f]{16}");
    assertThat(id(signal))
        .isNotEqualTo(id(new RoleLearned(AGENT, AT, "frontend")))
        .isNotEqualTo(id(new RoleLearned(AGENT, AT + 1, "backend")))
        .isNotEqualTo(id(new RoleLearned(new AgentKey("acme", "b"), AT, "backend")));
  }

  private String id(Signal signal) {
    return raw(signal).replaceFirst(".*?\"id\":\"(.*?)\".*", "$1");
  }

  private String text(Signal signal) {
    return raw(signal).replaceFirst("\"id\":\".*?\"", "\"id\":\"ID\"");
  }

  private String data(Signal signal) {
    return raw(signal).replaceFirst(".*watchbill.signal.(\\w+).*\"data\":(.*)}", "$1 $2");
  }

  private String raw(Signal signal) {
    return new String(writer.write(signal), StandardCharsets.UTF_8);
  }
}
