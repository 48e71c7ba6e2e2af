package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Stage.answered;
import static watchbill.core.rules.Stage.ended;
import static watchbill.core.rules.Stage.finished;
import static watchbill.core.rules.Stage.returned;
import static watchbill.core.rules.Stage.started;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;

/// Tasks that go from agent to agent, and those that are done twice.
class HandoversTest {
  private final Stage stage = new Stage(HandoversTest::words);

  @Test
  void theSecondHandOverSuspectsAndTheThirdHolds() {
    pass(60, "a", "b", "c", "d");
    assertThat(stage.told())
        .containsExactly(
            "60 b took 1",
            "120 c took 1",
            "120 c suspect TASK_BOUNCE",
            "180 d took 1",
            "180 d stuck TASK_BOUNCE: task t handed from agent to agent 3 times within an hour,"
                + " last at 2026-02-02T02:43:00Z",
            "180 c is WORKING");
  }

  @Test
  void betweenTwoAgentsATaskBouncesToo() {
    pass(60, "a", "b", "a", "b");
    assertThat(stage.told()).contains("180 b took 2").anyMatch(line -> line.contains("stuck"));
  }

  @Test
  void aTaskThatMovesOnBouncesNoMore() {
    pass(60, "a", "b", "c");
    stage.at(130, key("c"), new AgentEvent.TaskProgressed(0, "t", "half"));
    pass(200, 60, "d", "e");
    assertThat(stage.told()).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void theVerdictEndsWithTheTask() {
    pass(60, "a", "b", "c", "d");
    stage.at(190, key("d"), finished(190, "t", TaskOutcome.COMPLETED));
    assertThat(stage.told()).contains("190 d freed TASK_BOUNCE");
  }

  @Test
  void theVerdictEndsAnHourAfterTheLastHandOver() {
    pass(60, "a", "b", "c", "d");
    for (int second = 240; second < 4_000; second += 300) {
      stage.at(second, key("d"), returned(second, "c" + second));
    }
    assertThat(stage.told()).last().isEqualTo("3780 d freed TASK_BOUNCE");
  }

  @Test
  void aTaskThatItsAgentEndedIsNotHandedOver() {
    stage.at(0, key("a"), started(0, "t"));
    stage.at(10, key("a"), finished(10, "t", TaskOutcome.FAILED));
    stage.at(20, key("b"), started(20, "t"));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anAgentAndTheOneItWorksForShareATask() {
    stage.at(0, key("b"), new AgentEvent.SessionStarted(Stage.START, "s", "", "", "", "", "", "a"));
    pass(60, "a", "b", "a", "b");
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void agentsThatGiveTheirTasksTheSameNameAreLeftAlone() {
    for (int second = 0; second < 1_200; second += 120) {
      String agent = "a" + second;
      stage.at(second, key(agent), started(second, "main"));
      for (int earlier = 0; earlier <= second; earlier += 120) {
        stage.at(second + 60, key("a" + earlier), answered(second + 60, "a" + earlier, 1));
      }
    }
    assertThat(stage.told()).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void agentsThatBeginAtOnceShareTheirTask() {
    pass(0, 0, "a", "b", "c", "d", "e", "f");
    stage.passTo(500);
    assertThat(stage.told()).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void betweenTwoAgentsATaskBouncesHoweverFast() {
    pass(3, "a", "b", "a", "b", "a");
    assertThat(stage.told()).anyMatch(line -> line.startsWith("12 a stuck"));
  }

  @Test
  void aTaskThatKillsItsAgentsBouncesThoughTheyComeBack() {
    AgentKey victim = Stage.AGENT;
    for (int i = 0; i < 2; i++) {
      long from = 100L * i;
      stage.at(from, victim, started(from, "t"));
      stage.fact(from + 5, ended(from + 5, EndReason.OOM_KILLED));
      stage.at(from + 10, key("b" + i), started(from + 10, "t"));
      stage.at(from + 20, victim, Stage.session(from + 20, "s" + i));
      stage.at(from + 30, victim, answered(from + 30, "", 1));
      stage.at(from + 31, victim, Stage.called(from + 31, "c" + i));
      stage.at(from + 32, victim, returned(from + 32, "c" + i));
    }
    assertThat(stage.told()).anyMatch(line -> line.startsWith("110 b1 stuck"));
  }

  @Test
  void handOversFiftyMinutesApartAreNoBounceByThemselves() {
    pass(3_000, "a", "b", "c", "d", "e");
    // With its own silence, five minutes later, the second one within the hour is enough.
    assertThat(stage.told()).noneMatch(line -> line.matches("\\d+000 . stuck.*"));
  }

  @Test
  void aTaskWhoseAgentHasLongDoneNothingIsBegunAnew() {
    pass(4_000, "a", "b");
    assertThat(stage.told()).noneMatch(line -> line.contains("took"));
  }

  @Test
  void tasksOfTwoTenantsAreTwoTasks() {
    stage.at(0, key("a"), started(0, "t"));
    stage.at(60, new AgentKey("umbrella", "b"), started(60, "t"));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anAgentWhoseContainerEndedLosesTheTaskThatAnotherTakesOver() {
    stage.at(0, Stage.AGENT, started(0, "t"));
    stage.at(10, Stage.AGENT, answered(10, "t", 3));
    stage.fact(30, ended(30, EndReason.OOM_KILLED));
    stage.at(60, key("b"), started(60, "t"));
    stage.at(90, Stage.AGENT, Stage.session(90, "s-2"));
    assertThat(stage.told())
        .filteredOn(line -> line.contains("OOM"))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("a OOM_KILLED 1: 300 pico-dollars"));
  }

  @Test
  void aTaskThatIsCompletedTwiceIsDuplicated() {
    stage.at(0, key("a"), started(0, "t"));
    stage.at(40, key("b"), started(40, "t"));
    stage.at(50, key("a"), finished(50, "t", TaskOutcome.COMPLETED));
    stage.at(90, key("b"), finished(90, "t", TaskOutcome.COMPLETED));
    assertThat(stage.told()).containsExactly("40 b took 1", "90 b twice 1");
  }

  @Test
  void aTaskThatFailsAfterItWasCompletedIsNotDuplicated() {
    stage.at(0, key("a"), started(0, "t"));
    stage.at(50, key("a"), finished(50, "t", TaskOutcome.COMPLETED));
    stage.at(60, key("b"), started(60, "t"));
    stage.at(90, key("b"), finished(90, "t", TaskOutcome.FAILED));
    assertThat(stage.told()).isEmpty();
  }

  private void pass(int every, String... agents) {
    pass(0, every, agents);
  }

  private void pass(int second, int every, String... agents) {
    int at = second;
    for (String agent : agents) {
      stage.at(at, key(agent), started(at, "t"));
      at += every;
    }
  }

  private static AgentKey key(String agent) {
    return new AgentKey("acme", agent);
  }

  private static String words(Signal signal) {
    String agent = signal.agent().agent();
    return switch (signal) {
      case Signal.TasksBounced bounced -> agent + " took " + bounced.total();
      case Signal.TasksDuplicated twice -> agent + " twice " + twice.total();
      case Signal.AgentSuspect suspect when suspect.cause().name().contains("BOUNCE") ->
          agent + " suspect " + suspect.cause();
      case Signal.AgentStuck stuck when stuck.cause().name().contains("BOUNCE") ->
          agent + " stuck " + stuck.cause() + ": " + stuck.evidence().text();
      case Signal.AgentFreed freed when freed.cause().name().contains("BOUNCE") ->
          agent + " freed " + freed.cause();
      case Signal.ActivityChanged change
          when signal.atMillis() == Stage.millis(180) && "c".equals(agent) ->
          agent + " is " + change.activity();
      case Signal.TasksInterrupted lost ->
          "%s %s %d: %d pico-dollars"
              .formatted(agent, lost.cause(), lost.total(), lost.lostPicoUsd());
      default -> "";
    };
  }
}
