package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Stage.finished;
import static watchbill.core.rules.Stage.millis;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;

/// How long tasks take, and which of them go on after their deadline.
class TaskLevelsTest {
  private final Stage stage = new Stage(TaskLevelsTest::words);

  @Test
  void aTaskThatGoesOnAfterItsDeadlineMissedItWhenItPassed() {
    stage.at(0, due(0, "t", 300));
    stage.passTo(299);
    assertThat(stage.told()).isEmpty();
    stage.passTo(900);
    assertThat(stage.told()).containsExactly("300 missed fix 1");
  }

  @Test
  void aTaskThatEndsInTimeDoesNot() {
    stage.at(0, due(0, "t", 300));
    stage.at(299, finished(299, "t", TaskOutcome.COMPLETED));
    stage.passTo(900);
    assertThat(stage.told()).containsExactly("299 took fix 1: 299 s");
  }

  @Test
  void aWrongClockMovesNoDeadline() {
    long hour = 3_600_000;
    stage.at(0, new AgentEvent.TaskStarted(millis(0) - hour, "t", "fix", millis(300) - hour));
    stage.passTo(900);
    assertThat(stage.told()).containsExactly("300 missed fix 1");
  }

  @Test
  void aDeadlineThatHadPassedBeforeTheTaskBeganIsMissedAtOnce() {
    stage.at(50, due(50, "t", 20));
    assertThat(stage.told()).containsExactly("50 missed fix 1");
  }

  @Test
  void eachTaskMissesItsDeadlineOnce() {
    stage.at(0, due(0, "t", 300));
    stage.at(400, due(400, "t", 300));
    stage.at(410, due(410, "u", 420));
    stage.passTo(900);
    assertThat(stage.told()).containsExactly("300 missed fix 1", "420 missed fix 2");
  }

  @Test
  void aLaterDeadlineTakesThePlaceOfTheFirst() {
    stage.at(0, due(0, "t", 300));
    stage.at(100, due(100, "t", 600));
    stage.passTo(900);
    assertThat(stage.told()).containsExactly("600 missed fix 1");
  }

  @Test
  void timeInWhichNobodyCouldBeHeardDoesNotCount() {
    stage.at(0, due(0, "t", 300));
    stage.unheard(100, 400);
    stage.passTo(900);
    assertThat(stage.told()).containsExactly("600 missed fix 1");
  }

  @Test
  void aTaskThatEndedLateWhileNobodyCouldBeHeardMissedItsDeadline() {
    stage.at(0, due(0, "t", 300));
    stage.at(0, due(0, "u", 300));
    stage.unheard(100, 500);
    stage.at(501, finished(299, "t", TaskOutcome.COMPLETED));
    stage.at(501, finished(302, "u", TaskOutcome.COMPLETED));
    assertThat(stage.told()).filteredOn(line -> line.contains("missed")).hasSize(1);
  }

  @Test
  void aTaskWithoutADeadlineMissesNone() {
    stage.at(0, Stage.started(0, "t"));
    stage.passTo(100_000);
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void durationsAreKeptByKindAndWhatIsBeyondSixteenKindsTogether() {
    for (long i = 0; i < 20; i++) {
      stage.at(i * 10, new AgentEvent.TaskStarted(millis(i * 10), "t" + i, "kind" + i));
      stage.at(i * 10 + 5, finished(i * 10 + 5, "t" + i, TaskOutcome.COMPLETED));
    }
    assertThat(stage.told()).hasSize(20).last().isEqualTo("195 took _other 4: 20 s");
  }

  private static AgentEvent due(long second, String task, long deadline) {
    return new AgentEvent.TaskStarted(millis(second), task, "fix", millis(deadline));
  }

  private static String words(Signal signal) {
    return switch (signal) {
      case Signal.DeadlinesMissed missed -> "missed " + missed.kind() + " " + missed.total();
      case Signal.TaskDurations took ->
          "took %s %d: %d s"
              .formatted(took.kind(), took.millis().count(), took.millis().sum() / 1_000);
      default -> "";
    };
  }
}
