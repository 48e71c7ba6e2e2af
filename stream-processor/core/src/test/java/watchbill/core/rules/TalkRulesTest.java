package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Heard.answered;
import static watchbill.core.rules.Heard.called;
import static watchbill.core.rules.Heard.returned;
import static watchbill.core.rules.Heard.session;
import static watchbill.core.rules.Heard.task;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;

/// Agents that talk and spend, and do nothing.
class TalkRulesTest {
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");
  private static final PriceBook PRICES =
      PriceBook.of(
          List.of(
              new PriceRow(
                  "anthropic",
                  "m",
                  0,
                  new Price(1_000, 1_000_000_000, 300, 3_750, 6_000, 70_000))));

  private final Heard heard = new Heard(FleetOptions.DEFAULT.with(PRICES), AGENT);

  @Test
  void twentyThousandTokensInFiveAnswersWithoutACallAreASpin() {
    heard.at(0, task());
    for (int i = 1; i <= 5; i++) {
      heard.at(i * 35L, answered("r" + i, 4_001));
    }
    heard.passTo(190);
    assertThat(verdicts())
        .containsExactly(
            "180 stuck NO_TOOL_CALL: 20005 output tokens in 5 answers without a tool call"
                + " since 2026-02-02T02:40:00Z");
    heard.at(190, called("c", "Bash", 190));
    assertThat(heard.said).last().isEqualTo("190 WAITING_TOOL");
  }

  @Test
  void twoThousandTokensAreSuspectWhileTheyAreSaid() {
    heard.at(0, task());
    heard.at(50, answered("r1", 1_500));
    heard.at(100, answered("r2", 1_500));
    heard.passTo(285);
    assertThat(heard.said)
        .containsExactly(
            "0 WORKING",
            "180 suspect NO_TOOL_CALL: 3000 output tokens in 2 answers without a tool"
                + " call since 2026-02-02T02:40:00Z",
            "180 SUSPECT",
            "280 WORKING");
  }

  @Test
  void oneLongAnswerIsNoSpinHoweverManyPiecesItComesIn() {
    heard.at(0, task());
    for (int i = 1; i < 29; i++) {
      heard.at(i * 10L, answered("one", i * 2_000L));
    }
    assertThat(heard.said).containsExactly("0 WORKING");
  }

  @Test
  void aWriterThatCompletesTasksByLongTalkIsLeftAlone() {
    heard.at(0, task());
    for (int i = 1; i <= 4; i++) {
      heard.at(i * 10L, answered("r" + i, 10_000));
    }
    heard.at(60, new AgentEvent.TaskFinished(0, "task-42", TaskOutcome.COMPLETED));
    heard.at(100, new AgentEvent.TaskStarted(0, "task-43", "fix"));
    for (int i = 1; i < 10; i++) {
      heard.at(100 + i * 28, answered("s" + i, 8_000));
    }
    assertThat(heard.said).containsExactly("0 WORKING", "60 IDLE", "100 WORKING");
    heard.at(381, answered("s10", 8_001));
    assertThat(verdicts()).singleElement().asString().startsWith("381 stuck");
  }

  @Test
  void whoHasNoTaskOrAPersonBeforeItMayTalk() {
    for (int i = 1; i <= 4; i++) {
      heard.at(i * 60L, answered("r" + i, 4_000));
    }
    heard.at(300, session(true));
    heard.at(300, task());
    for (int i = 1; i <= 4; i++) {
      heard.at(300 + i * 50, answered("s" + i, 4_000));
    }
    heard.passTo(500);
    assertThat(heard.said).containsExactly("60 IDLE", "300 WORKING");
  }

  @Test
  void fiveEmptyAnswersInARowAreACause() {
    heard.at(0, task());
    heard.at(1, answered("r0", 10));
    for (int i = 1; i <= 5; i++) {
      heard.at(1 + i, answered("r" + i, 0));
      heard.at(1 + i, answered("r" + i, 0));
    }
    assertThat(heard.said)
        .containsExactly(
            "0 WORKING",
            "4 suspect EMPTY_OUTPUT: 3 answers in a row without output, the last at "
                + "2026-02-02T02:40:04Z",
            "4 SUSPECT",
            "6 stuck EMPTY_OUTPUT: 5 answers in a row without output, the last at "
                + "2026-02-02T02:40:06Z",
            "6 STUCK");
    heard.at(7, answered("r5", 3));
    assertThat(heard.said).last().isEqualTo("7 WORKING");
  }

  @Test
  void aToolCallBetweenEmptyAnswersExcusesThem() {
    heard.at(0, task());
    heard.at(0, answered("r", 1));
    for (int i = 1; i <= 9; i++) {
      heard.at(i, answered("r" + i, 0));
      heard.at(i, called("c" + i, "Bash", i));
      heard.at(i, returned("c" + i, "Bash", i, ToolOutcome.OK));
    }
    assertThat(verdicts()).isEmpty();
  }

  @Test
  void aModelThatNeverSaysAnythingIsNotAskedTo() {
    heard.at(0, task());
    for (int i = 1; i <= 9; i++) {
      heard.at(i, answered("embedding" + i, 0));
    }
    assertThat(heard.said).containsExactly("0 WORKING");
  }

  @Test
  void threeTimesWhatNearlyAllTasksCostIsSuspectAndNoMore() {
    for (int i = 0; i < 20; i++) {
      heard.at(i * 10L, new AgentEvent.TaskStarted(0, "t" + i, "fix"));
      heard.at(i * 10 + 1, answered("r" + i, 100));
      heard.at(i * 10 + 2, new AgentEvent.TaskFinished(0, "t" + i, TaskOutcome.COMPLETED));
    }
    heard.at(300, task());
    heard.at(301, answered("dear", 250));
    assertThat(verdicts()).isEmpty();
    heard.at(302, answered("dearer", 200));
    assertThat(verdicts())
        .singleElement()
        .asString()
        .startsWith("302 suspect SPEND_WITHOUT_PROGRESS: $0.4")
        .contains("without progress since 2026-02-02T02:45:00Z, where 95 of 100 such tasks cost");
    heard.at(303, called("c", "Bash", 303));
    heard.at(304, returned("c", "Bash", 304, ToolOutcome.OK));
    assertThat(heard.said).last().isEqualTo("304 WORKING");
  }

  @Test
  void nineteenTasksSayNothingYetOfWhatOneCosts() {
    for (int i = 0; i < 19; i++) {
      heard.at(i * 10L, new AgentEvent.TaskStarted(0, "t" + i, "fix"));
      heard.at(i * 10 + 1, answered("r" + i, 100));
      heard.at(i * 10 + 2, new AgentEvent.TaskFinished(0, "t" + i, TaskOutcome.COMPLETED));
    }
    heard.at(300, task());
    heard.at(301, answered("dear", 1_900));
    assertThat(verdicts()).isEmpty();
  }

  private List<String> verdicts() {
    return heard.said.stream().filter(said -> said.matches("\\d+ (stuck|suspect) .*")).toList();
  }
}
