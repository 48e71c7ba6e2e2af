package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.core.time.Deadlines;

/// What an agent did in, verdicts out. Times are seconds since the start.
class VerdictTest {
  private static final long START = 1_770_000_000_000L;
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");

  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT);
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
    passTo(4_198);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void fiveTimesTheSameCallWithTheSameResultIsALoop() {
    for (int i = 0; i < 4; i++) {
      at(10 * i, returned("c" + i, "same"));
    }
    assertThat(verdicts).isEmpty();
    at(40, returned("c5", "same"));
    at(45, returned("c6", "another"));
    assertThat(verdicts)
        .containsExactly(
            "40 stuck REPEAT_LOOP: tool Bash called 5 times with the same result",
            "45 freed REPEAT_LOOP");
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
            "900 stuck OOM_KILLED: tool Bash, call c-1, in flight since 2026-02-02T02:40:01Z,"
                + " container agent of pod backend-0 killed for memory at 2026-02-02T02:45:00Z");
  }

  @Test
  void aContainerThatKubernetesHoldsBackIsACrashLoop() {
    heldBack(0);
    heldBack(300);
    heldBack(600);
    passTo(901);
    assertThat(verdicts)
        .containsExactly(
            "900 stuck CRASH_LOOP: container agent of pod backend-0 held back since " + time(0));
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

  @Test
  void aHungCallIsNotHiddenByAnAgentThatOnlyTalks() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    at(5, called("c-1"));
    for (int second = 60; second < 1_200; second += 60) {
      at(second, new AgentEvent.ModelAnswered(0, "anthropic", "m", "r" + second, "", Usage.NONE));
      at(second, new AgentEvent.Heartbeat(0, 1, 0));
    }
    assertThat(verdicts).singleElement().asString().startsWith("605 stuck TOOL_HANG");
  }

  @Test
  void anOutageThatIsToldInTwoWaysIsOneWait() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    for (int second = 10; second < 4_000; second += 60) {
      at(second, new AgentEvent.ModelFailed(0, "anthropic", "m", "overloaded_error"));
      at(second + 30, new AgentEvent.Waiting(0, WaitingFor.RATE_LIMIT));
    }
    assertThat(verdicts).containsExactly("3610 stuck PROVIDER_WAIT: no answer since " + time(10));
  }

  @Test
  void sessionsThatBeginAgainAndAgainDoNotHideThatNothingIsDone() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    for (int second = 300; second < 1_500; second += 300) {
      at(second, session("s" + second));
    }
    assertThat(verdicts).singleElement().asString().startsWith("900 stuck NO_TOOL_CALL");
  }

  @Test
  void aLoopEndsWithItsSession() {
    at(0, session("s-1"));
    for (int i = 1; i <= 5; i++) {
      at(10 * i, returned("c" + i, "same"));
    }
    at(60, new AgentEvent.SessionEnded(0, "s-1", "done"));
    assertThat(verdicts).last().isEqualTo("60 freed REPEAT_LOOP");
  }

  @Test
  void aLoopIsNotContinuedInAnotherTask() {
    at(0, new AgentEvent.TaskStarted(0, "its-end-is-lost", "poll"));
    for (int i = 1; i <= 8; i++) {
      at(10 * i, new AgentEvent.TaskStarted(0, "task-" + i, "poll"));
      at(10 * i + 1, returned("c" + i, "same"));
      at(10 * i + 2, new AgentEvent.TaskFinished(0, "task-" + i, TaskOutcome.COMPLETED));
    }
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aCallWhoseBeginningComesAfterItsEndIsNotInFlight() {
    at(0, new AgentEvent.ToolFinished(START + 9, "c-1", "Bash", "h", "r", ToolOutcome.OK, ""));
    at(1, new AgentEvent.ToolStarted(START + 2, "c-1", "Bash", "h"));
    passTo(10_000);
    assertThat(verdicts).isEmpty();
    at(20_000, new AgentEvent.ToolStarted(START + 20, "c-1", "Bash", "h"));
    passTo(20_601);
    assertThat(verdicts).singleElement().asString().startsWith("20600 stuck TOOL_HANG");
  }

  @Test
  void aTaskWhoseBeginningComesAfterItsEndIsNotActive() {
    at(0, new AgentEvent.TaskFinished(START + 9, "task-42", TaskOutcome.COMPLETED));
    at(1, new AgentEvent.TaskStarted(START + 2, "task-42", "fix"));
    passTo(10_000);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aSidecarThatRestartsDoesNotHideAHungCall() {
    at(0, called("c-1"));
    for (int second = 100; second < 3_000; second += 800) {
      fleet.apply(
          new ClusterFact.ContainerEnded(
              AGENT,
              START + second * 1_000L,
              "backend-0",
              "proxy",
              ClusterFact.EndReason.COMPLETED),
          START + second * 1_000L,
          this::note);
    }
    assertThat(verdicts).singleElement().asString().startsWith("600 stuck TOOL_HANG");
  }

  @Test
  void aContainerThatFailsNowAndThenDoesNotHideThatNothingIsDone() {
    at(0, new AgentEvent.TaskStarted(0, "task-42", "fix"));
    for (int second = 500; second < 3_000; second += 500) {
      killed(second, ClusterFact.EndReason.ERROR);
    }
    assertThat(verdicts).singleElement().asString().startsWith("1100 stuck CRASH_LOOP");
  }

  @Test
  void anAgentThatComesBackIdleAfterAKillIsNotHeldToTheCallThatDied() {
    at(0, called("c-1"));
    killed(10, ClusterFact.EndReason.OOM_KILLED);
    at(30, session("s-2"));
    passTo(10_000);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aKillThatIsToldAfterTheAgentCameBackEndsItsCallsToo() {
    at(0, called("c-1"));
    at(30, session("s-2"));
    fleet.apply(end(10, ClusterFact.EndReason.OOM_KILLED), START + 60_000, this::note);
    passTo(10_000);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void oneFailureInEachOfSeveralPodsIsNoLoop() {
    for (int pod = 0; pod < 5; pod++) {
      fleet.apply(
          new ClusterFact.ContainerEnded(
              AGENT, START + pod, "backend-" + pod, "agent", ClusterFact.EndReason.ERROR),
          START,
          this::note);
    }
    passTo(10_000);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void failuresOfOnePodAreNotHiddenByLaterOnesOfAnother() {
    for (int second = 100; second < 400; second += 100) {
      fleet.apply(
          new ClusterFact.ContainerEnded(
              AGENT,
              START + second * 1_000L + 50_000,
              "backend-1",
              "agent",
              ClusterFact.EndReason.COMPLETED),
          START + second * 1_000L,
          this::note);
      killed(second, ClusterFact.EndReason.OOM_KILLED);
    }
    assertThat(verdicts).singleElement().asString().startsWith("300 stuck OOM_KILLED");
  }

  @Test
  void aReadyPodDoesNotAcquitAnother() {
    for (int second = 0; second <= 900; second += 300) {
      heldBack(second);
      fleet.apply(
          new ClusterFact.PodReady(AGENT, START + second * 1_000L, "backend-1"),
          START + second * 1_000L,
          this::note);
    }
    assertThat(verdicts).singleElement().asString().startsWith("900 stuck CRASH_LOOP");
  }

  @Test
  void aCrashLoopOfWhichNothingMoreIsToldIsOver() {
    for (int second = 0; second <= 900; second += 300) {
      heldBack(second);
    }
    passTo(100_000);
    assertThat(verdicts).hasSize(2).last().isEqualTo("1800 freed CRASH_LOOP");
  }

  @Test
  void aLowerLimitOfCrashesHoldsForWhatWasRememberedToo() {
    Fleet patient =
        new Fleet(FleetOptions.DEFAULT.with(thresholds(10, Thresholds.DEFAULT.toolHang())));
    for (int second = 10; second < 60; second += 10) {
      patient.apply(end(second, ClusterFact.EndReason.ERROR), START + second * 1_000L, this::note);
    }
    assertThat(verdicts).isEmpty();
    Fleet strict = restored(patient, thresholds(2, Thresholds.DEFAULT.toolHang()));
    strict.apply(end(3_000, ClusterFact.EndReason.ERROR), START + 3_000_000, this::note);
    strict.apply(end(3_100, ClusterFact.EndReason.ERROR), START + 3_100_000, this::note);
    assertThat(verdicts).singleElement().asString().startsWith("3100 stuck CRASH_LOOP");
  }

  @Test
  void anAnswerThatIsHeardAgainEndsNoWait() {
    at(0, new AgentEvent.TaskStarted(START, "task-42", "fix"));
    at(5, answeredAt(START + 5_000));
    at(10, new AgentEvent.Waiting(START + 10_000, WaitingFor.HUMAN));
    at(40, answeredAt(START + 5_000));
    passTo(3_700);
    assertThat(verdicts).singleElement().asString().startsWith("3610 stuck HUMAN_WAIT");
  }

  @Test
  void anAnswerAfterTheWaitBeganEndsIt() {
    at(0, new AgentEvent.TaskStarted(START, "task-42", "fix"));
    at(10, new AgentEvent.Waiting(START + 10_000, WaitingFor.HUMAN));
    at(40, answeredAt(START + 11_000));
    passTo(3_700);
    assertThat(verdicts).singleElement().asString().startsWith("640 stuck NO_TOOL_CALL");
  }

  private static AgentEvent answeredAt(long atMillis) {
    return new AgentEvent.ModelAnswered(
        atMillis, "anthropic", "m", "msg", "", new Usage(1, 1, 0, 0, 0, 0));
  }

  @Test
  void aVerdictThatNewThresholdsDoNotShareIsTakenBackAndGivenLater() {
    at(0, called("c-1"));
    passTo(700);
    Fleet patient = restored(fleet, thresholds(3, Duration.ofMinutes(20)));
    patient.tellAll(this::note);
    patient.advance(START + 1_300_000, this::note);
    assertThat(verdicts.stream().map(verdict -> verdict.replaceAll(":.*", "")))
        .containsExactly("600 stuck TOOL_HANG", "600 freed TOOL_HANG", "1200 stuck TOOL_HANG");
  }

  private static Thresholds thresholds(int crashes, Duration toolHang) {
    Thresholds usual = Thresholds.DEFAULT;
    return new Thresholds(
        toolHang,
        usual.noToolCall(),
        usual.answer(),
        usual.provider(),
        usual.repeats(),
        crashes,
        usual.crashWindow(),
        usual.loadFresh(),
        usual.podBlocked(),
        usual.loops(),
        usual.tasks(),
        usual.calls(),
        usual.talk());
  }

  private static Fleet restored(Fleet fleet, Thresholds thresholds) {
    StateOutput out = new StateOutput();
    fleet.save(out);
    return Fleet.restore(new StateInput(out.toBytes()), FleetOptions.DEFAULT.with(thresholds));
  }

  private void heldBack(int second) {
    long at = START + second * 1_000L;
    fleet.apply(new ClusterFact.CrashLooping(AGENT, at, "backend-0", "agent"), at, this::note);
  }

  private static AgentEvent session(String session) {
    return new AgentEvent.SessionStarted(0, session, "", "", "", "", "", "");
  }

  private static String time(int second) {
    return Instant.ofEpochMilli(START + second * 1_000L).toString();
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
          verdicts.add(
              seconds(signal) + " stuck " + stuck.cause() + ": " + stuck.evidence().text());
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
