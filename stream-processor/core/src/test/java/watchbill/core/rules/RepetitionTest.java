package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.ToolOutcome;

class RepetitionTest {
  private static final ToolFinished FAILED = call("read", "a", 0xFF, "r", ToolOutcome.ERROR);

  @Test
  void theSameArgumentsAreTheSameCall() {
    assertThat(of(FAILED, call("read", "a", 0xF00, "r2", ToolOutcome.OK)))
        .isEqualTo(Repetition.EXACT);
  }

  @Test
  void anotherToolIsAnotherCall() {
    assertThat(of(FAILED, call("write", "a", 0xFF, "r", ToolOutcome.ERROR)))
        .isEqualTo(Repetition.NONE);
  }

  @Test
  void equalSketchesAreTheSameInForm() {
    assertThat(of(FAILED, call("read", "b", 0xFF, "r", ToolOutcome.OK)))
        .isEqualTo(Repetition.IN_FORM);
  }

  @Test
  void nearlyTheSameAfterAFailureIsARetry() {
    assertThat(of(FAILED, call("read", "b", 0x01, "r2", ToolOutcome.ERROR)))
        .isEqualTo(Repetition.RETRY);
    assertThat(of(FAILED, call("read", "b", 0x100, "r2", ToolOutcome.ERROR)))
        .as("nine bits are too many")
        .isEqualTo(Repetition.NONE);
    assertThat(of(FAILED, call("read", "b", 0x0F, "r2", ToolOutcome.OK)))
        .as("it succeeded")
        .isEqualTo(Repetition.NONE);
    assertThat(of(FAILED, call("read", "b", 0x0F, "r", ToolOutcome.ERROR)))
        .as("it failed with the same text")
        .isEqualTo(Repetition.NONE);
  }

  @Test
  void withoutFingerprintsNothingIsARepetition() {
    assertThat(
            of(call("read", "", 1, "r", ToolOutcome.OK), call("read", "", 1, "r", ToolOutcome.OK)))
        .isEqualTo(Repetition.NONE);
    assertThat(
            of(call("read", "a", 1, "", ToolOutcome.OK), call("read", "a", 1, "", ToolOutcome.OK)))
        .isEqualTo(Repetition.NONE);
    assertThat(
            of(
                call("read", "a", 0, "r", ToolOutcome.OK),
                call("read", "b", 0, "r", ToolOutcome.OK)))
        .isEqualTo(Repetition.NONE);
  }

  private static Repetition of(ToolFinished before, ToolFinished now) {
    return Repetition.of(before, now);
  }

  private static ToolFinished call(
      String tool, String args, long sketch, String result, ToolOutcome outcome) {
    return new ToolFinished(0, "c", tool, args, result, outcome, "", sketch);
  }
}
