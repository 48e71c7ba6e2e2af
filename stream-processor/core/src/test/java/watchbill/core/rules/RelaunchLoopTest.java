package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Stage.answered;
import static watchbill.core.rules.Stage.called;
import static watchbill.core.rules.Stage.ended;
import static watchbill.core.rules.Stage.millis;
import static watchbill.core.rules.Stage.session;
import static watchbill.core.rules.Stage.started;

import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.Signal;
import watchbill.core.Usage;

/// Processes that start again and again in a healthy pod, and what only looks like it.
class RelaunchLoopTest {
  private final Stage stage = new Stage(RelaunchLoopTest::words);

  @Test
  void theThirdSessionThatFollowsOnesThatDidNothingSuspectsAndTheFifthHolds() {
    row(60, second -> stage.at(second, session(second, "s-" + second)));
    stage.passTo(1_000);
    assertThat(stage.told())
        .containsExactly(
            "120 suspect RELAUNCH_LOOP",
            "240 stuck RELAUNCH_LOOP: 5 sessions begun since 2026-02-02T02:40:00Z, and none of"
                + " them did anything",
            "840 freed RELAUNCH_LOOP");
  }

  @Test
  void aProcessThatStartsEveryTwoSecondsIsFoundWithinHalfAMinute() {
    row(2, second -> stage.at(second, session(second, "s")));
    assertThat(stage.told()).isEmpty();
    for (int second = 20; second <= 40; second += 2) {
      stage.at(second, session(second, "s"));
    }
    assertThat(stage.told()).singleElement().asString().startsWith("30 stuck RELAUNCH_LOOP");
  }

  @Test
  void theTaskThatEachSessionTakesOnAgainHidesNothing() {
    row(
        20,
        second -> {
          stage.at(second, session(second, "s-" + second));
          stage.at(second + 1, started(second + 1, "t"));
        });
    assertThat(stage.told()).anyMatch(line -> line.contains("stuck"));
  }

  @Test
  void aToolCallEndsIt() {
    row(20, second -> stage.at(second, session(second, "s-" + second)));
    stage.at(230, called(230, "c"));
    assertThat(stage.told()).last().isEqualTo("230 freed RELAUNCH_LOOP");
  }

  @Test
  void shortSessionsThatAnswerAreNoLoop() {
    row(
        20,
        second -> {
          stage.at(second, session(second, "s-" + second));
          stage.at(second + 1, answered(second + 1, "", 1));
        });
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void sessionsThatEndAsSessionsDoAreNoLoop() {
    row(
        20,
        second -> {
          stage.at(second, session(second, "s-" + second));
          stage.at(second + 1, new AgentEvent.SessionEnded(0, "s-" + second, "done"));
        });
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void sessionsThatFailAtTheirProviderAreTheProvidersMatter() {
    row(
        20,
        second -> {
          stage.at(second, session(second, "s-" + second));
          stage.at(second + 1, new AgentEvent.ModelFailed(0, "p", "m", "overloaded"));
        });
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void aPoolThatStartsItsSessionsAtOnceIsNoLoop() {
    for (int second = 0; second < 20; second++) {
      stage.at(second, session(second, "s-" + second));
    }
    stage.passTo(1_000);
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anAgentWithSeveralSessionsAtATimeMayBeginMore() {
    stage.at(0, new AgentEvent.Heartbeat(0, 2, 0));
    row(20, second -> stage.at(second, session(second, "s-" + second)));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anAgentWhoseOlderSessionsStillAnswerMayBeginMore() {
    stage.at(0, session(0, "old"));
    stage.at(1, session(1, "new"));
    stage.at(2, new AgentEvent.ModelAnswered(0, "p", "m", "r", "", Usage.NONE, "old", "", false));
    for (int second = 20; second < 400; second += 20) {
      stage.at(second, session(second, "s-" + second));
    }
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void ofSuchAnAgentOneSessionThatBeginsAgainAndAgainIsALoop() {
    stage.at(0, new AgentEvent.Heartbeat(0, 2, 0));
    row(20, second -> stage.at(second, session(second, "s")));
    assertThat(stage.told()).anyMatch(line -> line.contains("stuck"));
  }

  @Test
  void sessionsThatAPersonAttendsAreNoLoop() {
    row(
        20,
        second ->
            stage.at(
                second,
                new AgentEvent.SessionStarted(
                    millis(second), "s-" + second, "", "", "", "", "", "", true)));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void containersThatEndAreKubernetesMatter() {
    row(
        60,
        second -> {
          stage.at(second, session(second, "s-" + second));
          stage.fact(second + 1, ended(second + 1, EndReason.COMPLETED));
        });
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void oneSessionThatIsToldManyTimesBeganOnce() {
    row(20, second -> stage.at(second, session(7, "s")));
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void sessionsAnHourApartAreNoLoop() {
    row(3_600, second -> stage.at(second, session(second, "s")));
    assertThat(stage.told()).isEmpty();
  }

  private static void row(int every, IntConsumer step) {
    for (int i = 0; i < 10; i++) {
      step.accept(i * every);
    }
  }

  private static String words(Signal signal) {
    return switch (signal) {
      case Signal.AgentSuspect suspect -> "suspect " + suspect.cause();
      case Signal.AgentStuck stuck -> "stuck " + stuck.cause() + ": " + stuck.evidence().text();
      case Signal.AgentFreed freed -> "freed " + freed.cause();
      default -> "";
    };
  }
}
