package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Stage.answered;
import static watchbill.core.rules.Stage.session;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.ContextReduction;
import watchbill.core.Signal;

/// Contexts that are made smaller again and again.
class CompactionThrashTest {
  private final Stage stage = new Stage(CompactionThrashTest::words);

  @Test
  void aContextThatIsFullAgainAfterThreeAnswersThreeTimesInARowHolds() {
    reductions(4, 3);
    assertThat(stage.told())
        .containsExactly(
            "300 stuck COMPACTION_THRASH: context full again after 3 answers or fewer, 3 times in"
                + " a row");
    answers(310, 4);
    assertThat(stage.told()).last().isEqualTo("313 freed COMPACTION_THRASH");
  }

  @Test
  void fiveWithinAnHourInWhichTheTaskDoesNotMoveOnSuspectOnly() {
    reductions(9, 20);
    assertThat(stage.told()).containsExactly("400 suspect COMPACTION_THRASH");
  }

  @Test
  void aTaskThatMovesOnMayCompactAsOftenAsItLikes() {
    for (int i = 0; i < 30; i++) {
      stage.at(100L * i, reduced());
      answers(100L * i + 1, 2);
      stage.at(100L * i + 50, new AgentEvent.TaskProgressed(0, "t", "m" + i));
    }
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void oneEveryTwentyMinutesIsWhatLongTasksNeed() {
    for (int i = 0; i < 30; i++) {
      stage.at(1_200L * i, reduced());
      answers(1_200L * i + 1, 20);
      stage.at(1_200L * i + 500, Stage.called(0, "c" + i));
      stage.at(1_200L * i + 600, Stage.returned(0, "c" + i));
    }
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void severalSessionsOfOneAgentEachHaveTheirOwnContext() {
    stage.at(0, session(0, "s-1"));
    stage.at(0, session(0, "s-2"));
    reductions(9, 2);
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void aReductionInStepsIsOne() {
    for (int i = 0; i < 20; i++) {
      stage.at(i, new AgentEvent.ContextReduced(0, ContextReduction.CLEARED, 9, 5));
    }
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anAgentThatDoesNotTellItsAnswersIsNotHeld() {
    for (int i = 0; i < 4; i++) {
      stage.at(100L * i, reduced());
    }
    assertThat(stage.told()).isEmpty();
  }

  private void reductions(int times, int answers) {
    for (int i = 0; i < times; i++) {
      stage.at(100L * i, reduced());
      if (i < times - 1) {
        answers(100L * i + 1, answers);
      }
    }
  }

  private void answers(long second, int count) {
    for (int i = 0; i < count; i++) {
      stage.at(second + i, answered(second + i, "", 1));
    }
  }

  private static AgentEvent reduced() {
    return new AgentEvent.ContextReduced(0, ContextReduction.COMPACTED, 9, 5);
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
