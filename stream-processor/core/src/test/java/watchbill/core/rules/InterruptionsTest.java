package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Stage.answered;
import static watchbill.core.rules.Stage.ended;
import static watchbill.core.rules.Stage.finished;
import static watchbill.core.rules.Stage.loaded;
import static watchbill.core.rules.Stage.ready;
import static watchbill.core.rules.Stage.returned;
import static watchbill.core.rules.Stage.saved;
import static watchbill.core.rules.Stage.session;
import static watchbill.core.rules.Stage.started;

import org.junit.jupiter.api.Test;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;

/// What interrupts tasks, what is lost with them, and how long the way back takes.
class InterruptionsTest {
  private final Stage stage = new Stage(InterruptionsTest::words);

  @Test
  void aTaskWhoseContainerEndsLosesWhatItDidSinceItsCheckpoint() {
    stage.at(0, started(0, "t"));
    stage.at(10, answered(10, "t", 3));
    stage.at(20, saved(20, "t"));
    stage.at(30, answered(30, "t", 5));
    stage.fact(60, ended(60, EndReason.OOM_KILLED));
    assertThat(stage.told()).isEmpty();
    stage.at(90, session(90, "s-2"));
    assertThat(stage.told())
        .containsExactly("90 OOM_KILLED 1: 5 tokens, 500 pico-dollars, 40 s", "90 RESUMED 1: 30 s");
  }

  @Test
  void aTaskThatIsBegunAgainAfterTheEndIsInterruptedToo() {
    stage.at(0, started(0, "t"));
    stage.at(10, answered(10, "t", 3));
    stage.fact(60, ended(60, EndReason.ERROR));
    stage.at(90, started(90, "t"));
    assertThat(stage.told()).first().isEqualTo("90 CRASHED 1: 3 tokens, 300 pico-dollars, 60 s");
  }

  @Test
  void anAgentThatGoesOnAfterTheEndOfAContainerBesideItLosesNothing() {
    stage.at(0, started(0, "t"));
    stage.at(10, answered(10, "t", 3));
    stage.fact(60, ended(60, "proxy", EndReason.COMPLETED));
    stage.at(61, returned(61, "c"));
    stage.at(62, finished(62, "t", TaskOutcome.COMPLETED));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anInterruptionCountsOnceHoweverOftenItIsTold() {
    stage.at(0, started(0, "t"));
    stage.at(10, answered(10, "t", 3));
    for (int second = 60; second < 600; second += 60) {
      stage.fact(second, ended(second, EndReason.OOM_KILLED));
      stage.at(second + 10, session(second + 10, "s-" + second));
    }
    stage.at(700, finished(700, "t", TaskOutcome.INTERRUPTED));
    assertThat(stage.told())
        .filteredOn(line -> line.contains("KILLED"))
        .allMatch(line -> line.endsWith("OOM_KILLED 1: 3 tokens, 300 pico-dollars, 60 s"));
    assertThat(stage.told()).last().isEqualTo("700 STOPPED 0: 0 tokens, 0 pico-dollars, 0 s");
  }

  @Test
  void aTaskThatWentOnIsInterruptedAgain() {
    stage.at(0, started(0, "t"));
    stage.fact(60, ended(60, EndReason.OOM_KILLED));
    stage.at(70, session(70, "s-2"));
    stage.at(80, answered(80, "t", 1));
    stage.fact(100, ended(100, EndReason.OOM_KILLED));
    stage.at(110, session(110, "s-3"));
    assertThat(stage.told()).contains("110 OOM_KILLED 2: 1 tokens, 100 pico-dollars, 90 s");
  }

  @Test
  void aStoppedTaskOfAnAgentWithoutCheckpointsIsNotKnownToLoseAnything() {
    stage.at(0, started(0, "t"));
    stage.at(10, answered(10, "t", 3));
    stage.at(20, finished(20, "t", TaskOutcome.INTERRUPTED));
    assertThat(stage.told()).containsExactly("20 STOPPED 1: 0 tokens, 0 pico-dollars, 0 s");
  }

  @Test
  void aStoppedTaskOfAnAgentWithCheckpointsLosesWhatCameAfterTheLast() {
    stage.at(0, started(0, "t"));
    stage.at(10, saved(10, "t"));
    stage.at(12, answered(12, "t", 3));
    stage.at(20, finished(20, "t", TaskOutcome.INTERRUPTED));
    assertThat(stage.told()).containsExactly("20 STOPPED 1: 3 tokens, 300 pico-dollars, 10 s");
  }

  @Test
  void ofSeveralContainersThatEndTogetherTheOneKilledForMemoryIsTheCause() {
    stage.at(0, started(0, "t"));
    stage.fact(60, ended(60, "agent", EndReason.OOM_KILLED));
    stage.fact(60, ended(60, "proxy", EndReason.COMPLETED));
    stage.at(90, session(90, "s-2"));
    assertThat(stage.told()).first().asString().startsWith("90 OOM_KILLED 1");
  }

  @Test
  void anEndThatIsHeardAfterTheAgentCameBackCountsWithoutALoss() {
    stage.at(0, started(0, "t"));
    stage.at(10, answered(10, "t", 3));
    stage.at(90, session(90, "s-2"));
    stage.at(95, answered(95, "t", 7));
    stage.fact(100, ended(60, EndReason.OOM_KILLED));
    stage.at(200, session(200, "s-3"));
    assertThat(stage.told())
        .containsExactly("100 RESUMED 1: 30 s", "100 OOM_KILLED 1: 0 tokens, 0 pico-dollars, 0 s");
  }

  @Test
  void anEndBeforeTheTaskBeganInterruptsNothing() {
    stage.at(90, session(90, "s-2"));
    stage.at(95, started(95, "t"));
    stage.fact(100, ended(60, EndReason.OOM_KILLED));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void theWayBackIsToldPhaseByPhase() {
    stage.at(0, started(0, "t"));
    stage.fact(60, ended(60, EndReason.OOM_KILLED));
    stage.fact(61, ready(50));
    stage.fact(75, ready(70));
    stage.at(80, session(80, "s-2"));
    stage.at(84, loaded(84, "t"));
    stage.at(85, Stage.called(85, "c"));
    stage.at(99, loaded(99, "t"));
    assertThat(stage.told())
        .filteredOn(line -> !line.contains("KILLED"))
        .containsExactly("75 READY 1: 10 s", "80 RESUMED 1: 20 s", "84 RESTORED 1: 24 s");
  }

  @Test
  void ofSeveralEndsBeforeItResumedTheFirstIsTheBeginning() {
    stage.at(0, started(0, "t"));
    for (int second = 60; second < 200; second += 60) {
      stage.fact(second, ended(second, EndReason.ERROR));
    }
    stage.at(200, session(200, "s-2"));
    assertThat(stage.told()).contains("200 RESUMED 1: 140 s");
  }

  @Test
  void anIdleAgentHasNoWayBackToWork() {
    stage.fact(60, ended(60, EndReason.OOM_KILLED));
    stage.fact(70, ready(70));
    stage.at(80, session(80, "s-2"));
    assertThat(stage.told()).isEmpty();
  }

  private static String words(Signal signal) {
    return switch (signal) {
      case Signal.TasksInterrupted lost ->
          "%s %d: %d tokens, %d pico-dollars, %d s"
              .formatted(
                  lost.cause(),
                  lost.total(),
                  lost.lostTokens(),
                  lost.lostPicoUsd(),
                  lost.lostMillis() / 1_000);
      case Signal.Recovered back ->
          "%s %d: %d s".formatted(back.phase(), back.millis().count(), back.millis().sum() / 1_000);
      default -> "";
    };
  }
}
