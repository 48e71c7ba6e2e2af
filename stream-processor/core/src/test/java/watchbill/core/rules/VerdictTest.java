package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;
import watchbill.core.money.PriceBook;
import watchbill.core.time.Deadlines;

/// What an agent did in, verdicts out. Times are seconds since the start.
class VerdictTest {
  private static final long START = 1_770_000_000_000L;
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");

  private final Fleet fleet = new Fleet(Thresholds.DEFAULT, PriceBook.EMPTY);
  private final List<String> verdicts = new ArrayList<>();
  private int events;

  @Test
  void aToolCallThatNeverReturnsIsAHang() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(5, called("c-1"));
    passTo(605);
    assertThat(verdicts)
        .containsExactly(
            "605 stuck TOOL_HANG: tool Bash, call c-1, in flight since 2026-02-02T02:40:05Z");
  }

  @Test
  void aHangIsOverWhenTheCallReturns() {
    at(0, called("c-1"));
    at(700, returned("c-1", "r"));
    assertThat(verdicts).hasSize(2).last().isEqualTo("700 freed TOOL_HANG");
  }

  @Test
  void anAgentThatGoesOnBesideACallIsNotHeldUpByIt() {
    at(0, called("in-background"));
    for (int second = 60; second < 3_600; second += 300) {
      at(second, called("c" + second));
      at(second + 1, returned("c" + second, "r" + second));
    }
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aTaskWithoutAToolCallForTenMinutesIsSilence() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(300, new AgentEvent.ModelAnswered(0, "anthropic", "m", "r1", "", Usage.NONE));
    passTo(600);
    assertThat(verdicts)
        .containsExactly(
            "600 stuck NO_TOOL_CALL: task task-42, no tool call since 2026-02-02T02:40:00Z");
  }

  @Test
  void anIdleAgentIsLeftAlone() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(10, new AgentEvent.TaskFinished(0, "task-42", TaskOutcome.COMPLETED));
    passTo(1_000_000);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void waitingForAHumanIsAnExcuseForAnHour() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(1, called("c-1"));
    at(2, new AgentEvent.Waiting(0, WaitingFor.HUMAN));
    passTo(3_601);
    assertThat(verdicts).isEmpty();
    passTo(3_602 + 60);
    assertThat(verdicts)
        .containsExactly("3602 stuck HUMAN_WAIT: no answer since 2026-02-02T02:40:02Z");
  }

  @Test
  void aProviderThatFailsExcusesItsAgents() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(1, new AgentEvent.ModelFailed(0, "anthropic", "m", "overloaded_error"));
    passTo(3_600);
    assertThat(verdicts).isEmpty();
    at(3_600, new AgentEvent.ModelAnswered(0, "anthropic", "m", "r1", "", Usage.NONE));
    passTo(4_199);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void fiveTimesTheSameCallWithTheSameResultIsALoop() {
    for (int i = 0; i < 4; i++) {
      at(i, returned("c" + i, "same"));
    }
    assertThat(verdicts).isEmpty();
    at(5, returned("c5", "same"));
    at(6, returned("c6", "another"));
    assertThat(verdicts)
        .containsExactly(
            "5 stuck REPEAT_LOOP: tool Bash called 5 times with the same result",
            "6 freed REPEAT_LOOP");
  }

  @Test
  void pollingSomethingThatChangesIsNoLoop() {
    for (int i = 0; i < 100; i++) {
      at(i, returned("c" + i, "result " + i));
    }
    assertThat(verdicts).isEmpty();
  }

  @Test
  void threeOutOfMemoryKillsAreALoopUntilAQuarterOfAnHourPassesWithoutOne() {
    killed(10, ClusterFact.EndReason.OOM_KILLED);
    killed(60, ClusterFact.EndReason.OOM_KILLED);
    assertThat(verdicts).isEmpty();
    killed(120, ClusterFact.EndReason.OOM_KILLED);
    passTo(2_000);
    assertThat(verdicts)
        .containsExactly(
            "120 stuck OOM_KILLED: container agent of pod backend-0 killed for memory"
                + " at 2026-02-02T02:42:00Z",
            "1020 freed OOM_KILLED");
  }

  @Test
  void anEndThatIsToldAgainIsNotAnotherOne() {
    ClusterFact end = end(10, ClusterFact.EndReason.OOM_KILLED);
    for (int second = 10; second < 100; second += 10) {
      fleet.apply(end, START + second * 1_000L, this::note);
    }
    assertThat(verdicts).isEmpty();
  }

  @Test
  void anAgentThatDoesNotComeBackAfterAKillIsStuckByIt() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(1, called("c-1"));
    killed(300, ClusterFact.EndReason.OOM_KILLED);
    passTo(900 + 2);
    assertThat(verdicts)
        .containsExactly(
            "900 stuck OOM_KILLED: task task-42, no tool call since 2026-02-02T02:40:01Z,"
                + " container agent of pod backend-0 killed for memory at 2026-02-02T02:45:00Z");
  }

  @Test
  void aContainerThatKubernetesHoldsBackIsACrashLoop() {
    fleet.apply(
        new ClusterFact.CrashLooping(AGENT, START, "backend-0", "agent"), START, this::note);
    passTo(901);
    assertThat(verdicts).singleElement().asString().startsWith("900 stuck CRASH_LOOP");
    fleet.apply(
        new ClusterFact.PodReady(AGENT, START + 950_000, "backend-0"), START + 950_000, this::note);
    assertThat(verdicts).last().isEqualTo("950 freed CRASH_LOOP");
  }

  @Test
  void anAgentsWrongClockAccusesNobody() {
    long hourAgo = START - 3_600_000;
    at(0, new AgentEvent.TaskStarted(hourAgo, "task-42", "fix"));
    at(1, new AgentEvent.ToolStarted(START + 3_600_000, "c-1", "Bash", "h"));
    at(2, returned("c-1", "r"));
    passTo(600);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void theSameEventTwiceIsOneEvent() {
    AgentEvent call = returned("c-1", "same");
    for (int i = 0; i < 9; i++) {
      fleet.apply(new Activity(AGENT, "one-id", START + i * 1_000L, call), this::note);
    }
    assertThat(verdicts).isEmpty();
    assertThat(fleet.duplicates()).isEqualTo(8);
  }

  private void at(int second, AgentEvent event) {
    fleet.apply(
        new Activity(AGENT, "event-" + events++, START + second * 1_000L, event), this::note);
  }

  private void killed(int second, ClusterFact.EndReason reason) {
    fleet.apply(end(second, reason), START + second * 1_000L, this::note);
  }

  private static ClusterFact end(int second, ClusterFact.EndReason reason) {
    return new ClusterFact.ContainerEnded(
        AGENT, START + second * 1_000L, "backend-0", "agent", reason);
  }

  private void passTo(int second) {
    fleet.advance(START + second * 1_000L + Deadlines.TICK_MILLIS, this::note);
  }

  private void note(Signal signal) {
    switch (signal) {
      case Signal.AgentStuck stuck ->
          verdicts.add(seconds(signal) + " stuck " + stuck.cause() + ": " + stuck.evidence());
      case Signal.AgentFreed freed -> verdicts.add(seconds(signal) + " freed " + freed.cause());
      default -> {}
    }
  }

  private static long seconds(Signal signal) {
    return (signal.atMillis() - START) / 1_000;
  }

  private static AgentEvent called(String call) {
    return new AgentEvent.ToolStarted(START, call, "Bash", "h");
  }

  private static AgentEvent returned(String call, String result) {
    return new AgentEvent.ToolFinished(START, call, "Bash", "h", result, ToolOutcome.OK, "");
  }
}
