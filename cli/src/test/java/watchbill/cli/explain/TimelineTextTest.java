package watchbill.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.cli.explain.Told.AGENT;
import static watchbill.cli.explain.Told.START;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.ClusterFact;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;

/// What a person reads of an agent's history.
class TimelineTextTest {
  private final Told told = Told.roomy();

  @Test
  void tellsOfACallThatHangs() {
    told.did(
            new AgentEvent.SessionStarted(
                START, "s-1", "backend", "claude-code", "payments", "backend-5", "node-1", ""))
        .underwent(new ClusterFact.PodReady(AGENT, START + 500, "backend-5"))
        .did(new AgentEvent.TaskStarted(START + 1_000, "task-7", "bugfix"))
        .did(answer(2_000, "r-1", 1_000))
        .did(new AgentEvent.ToolStarted(START + 3_000, "c-1", "Read", "a1"))
        .did(ended(4_234, "c-1", "Read", "a1", "b1", ToolOutcome.OK))
        .did(new AgentEvent.ToolStarted(START + 5_000, "c-2", "Read", "a1"))
        .did(ended(5_100, "c-2", "Read", "a1", "b1", ToolOutcome.OK))
        .did(answer(6_000, "r-2", 500))
        .did(answer(6_500, "r-3", 500))
        .did(new AgentEvent.ToolStarted(START + 7_000, "c-3", "Bash", "a2"))
        .passes(1_000_000);
    assertThat(told.text(1_000_000))
        .isEqualTo(
            """
            payments/backend-5 (backend) is STUCK since 2026-11-22T10:10:07Z, for 6 min 33 s: tool hang
              evidence   tool Bash, call c-3, in flight since 2026-11-22T10:00:07Z
              rules      tool hang
              calls      Read 1926f0>169a20 ok, Read 1926f0>169a20 ok
              spend      $0.0000, 1,000 tokens since its last progress at 2026-11-22T10:00:04Z; today $0.0000, 2,000 tokens
              do next    check the tool

              time (UTC)    spent     what (kept since 2026-11-22T10:00:00Z)
              2026-11-22
              10:00:00.000  $0.0000   session  s-1 began, role backend, pod backend-5, node node-1
              10:00:00.500  $0.0000   pod      pod backend-5 is ready
              10:00:01.000  $0.0000   task     task-7 began, kind bugfix
              10:00:02.000  $0.0000   model    m: 1 response, 1,000 tokens (0 of output), 1,000 tokens without a price, $0.0000
              10:00:03.000  $0.0000   call     Read c-1: ok after 1.2 s
              10:00:05.000  $0.0000   call     Read c-2: ok after 100 ms, same call and result as before
              10:00:06.000  $0.0000   model    m: 2 responses, 1,000 tokens (0 of output), 1,000 tokens without a price, $0.0000
              10:00:07.000  $0.0000   call     Bash c-3: in flight for 16 min 33 s
              10:05:07.000  $0.0000   SUSPECT  tool hang: tool Bash, call c-3, in flight since 2026-11-22T10:00:07Z
              10:10:07.000  $0.0000   STUCK    tool hang: tool Bash, call c-3, in flight since 2026-11-22T10:00:07Z
            """);
  }

  @Test
  void tellsOfTheEndOfATaskOnceAndWithItsCost() {
    told.did(new AgentEvent.TaskStarted(START, "task-7", ""))
        .did(new AgentEvent.TaskFinished(START + 90_000, "task-7", TaskOutcome.COMPLETED));
    assertThat(told.text(100_000))
        .startsWith("payments/backend-5 is idle since 2026-11-22T10:01:30Z, for 10 s\n")
        .endsWith(
            """
              10:00:00.000  $0.0000   task     task-7 began
              10:01:30.000  $0.0000   task     task-7 completed after 1 min 30 s: 0 tokens, $0.0000
            """);
  }

  @Test
  void countsWhatIsToldAgainAndAgain() {
    for (int i = 0; i < 1_000; i++) {
      told.did(new AgentEvent.ModelFailed(START + i * 100L, "anthropic", "m", "overloaded"));
    }
    told.did(new AgentEvent.Resumed(START + 100_000, WaitingFor.PROVIDER));
    assertThat(told.text(100_000))
        .contains("model    m failed: overloaded, 1,000 times in 1 min 39 s\n")
        .contains("wait     for provider ended\n");
  }

  @Test
  void aCallThatWasCutOffIsNotInFlight() {
    told.did(new AgentEvent.TaskStarted(START, "task-7", ""))
        .did(new AgentEvent.ToolStarted(START + 1_000, "c-1", "Bash", "a"))
        .underwent(
            new ClusterFact.ContainerEnded(
                AGENT, START + 2_000, "backend-5", "agent", ClusterFact.EndReason.OOM_KILLED))
        .did(new AgentEvent.ToolStarted(START + 3_000, "c-2", "Bash", "a"));
    assertThat(told.text(5_000))
        .contains("Bash c-1: its end was not heard\n")
        .contains("container agent of pod backend-5 was killed for memory\n")
        .contains("Bash c-2: in flight for 2.0 s\n");
  }

  @Test
  void anEndThatComesBeforeItsStartIsOneCall() {
    told.did(new AgentEvent.TaskStarted(START, "task-7", ""))
        .did(ended(2_000, "c-1", "Bash", "a", "b", ToolOutcome.ERROR))
        .did(new AgentEvent.ToolStarted(START + 1_000, "c-1", "Bash", "a"));
    assertThat(told.text(5_000).lines().filter(line -> line.contains("c-1")))
        .singleElement()
        .asString()
        .contains("Bash c-1: error");
  }

  @Test
  void tellsTheSuspicionAndItsEnd() {
    told.journal.accept(
        new Signal.AgentSuspect(
            AGENT,
            START,
            StuckCause.NO_NEW_RESULT,
            START,
            Evidence.of(RuleKind.NAME_THRASH, "tool Grep called 9 times")));
    assertThat(told.text(1_000))
        .startsWith(
            "payments/backend-5 is SUSPECT since 2026-11-22T10:00:00Z, for 1.0 s: no new result\n")
        .contains("SUSPECT  no new result: tool Grep called 9 times\n");
    told.journal.accept(
        new Signal.ActivityChanged(AGENT, START + 2_000, watchbill.core.AgentActivity.WORKING));
    assertThat(told.text(3_000))
        .startsWith("payments/backend-5 is working since 2026-11-22T10:00:02Z, for 1.0 s\n")
        .contains("freed    no longer suspect: working\n");
  }

  @Test
  void tellsTheIncidentsOfItsTenant() {
    told.did(new AgentEvent.TaskStarted(START, "task-7", ""));
    told.journal.accept(
        new Signal.IncidentBegan(
            watchbill.core.AgentKey.wholeTenant("payments"),
            START + 1_000,
            watchbill.core.IncidentCause.PROVIDER,
            30,
            40));
    assertThat(told.text(2_000))
        .contains("  incident   provider since 2026-11-22T10:00:01Z: 30 of 40 agents")
        .contains("incident provider: 30 of 40 agents at work came to a stop together\n");
    assertThat(told.journal.agents()).containsExactly(AGENT);
  }

  @Test
  void writesNothingThatATerminalWouldObey() {
    told.did(new AgentEvent.TaskStarted(START, "task\u001b[31m\n\u202e", "\u0007"));
    assertThat(told.text(0)).contains("task     task?[31m?? began, kind ?\n");
  }

  private static AgentEvent answer(long millis, String id, long tokens) {
    return new AgentEvent.ModelAnswered(
        START + millis, "p", "m", id, "", new Usage(tokens, 0, 0, 0, 0));
  }

  private static AgentEvent ended(
      long millis, String call, String tool, String args, String result, ToolOutcome outcome) {
    return new AgentEvent.ToolFinished(START + millis, call, tool, args, result, outcome, "");
  }
}
