package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Signal;
import watchbill.core.StuckCause;

/// What the events of Claude Code alone tell of an agent that does not go on.
class StuckByTelemetryTest {
  private static final long T0 = 1_770_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final Resource CLAUDE = Proto.resource("service.name", "claude-code");

  private final Desk desk = new Desk();

  private static LogRecord event(String name, long atMillis, Object... more) {
    List<Object> pairs = new ArrayList<>(List.of("session.id", "s", "prompt.id", "p"));
    pairs.addAll(Arrays.asList(more));
    return Proto.event("claude_code." + name, atMillis, pairs.toArray());
  }

  private void logs(LogRecord... records) {
    long at = records[records.length - 1].getTimeUnixNano() / 1_000_000;
    desk.logs(at, Proto.logs(CLAUDE, records));
  }

  private void pass(long fromMillis, long toMillis) {
    for (long now = fromMillis; now <= toMillis; now += MINUTE) {
      desk.settle(now);
      desk.advance(now);
    }
  }

  private List<StuckCause> verdicts() {
    List<StuckCause> causes = new ArrayList<>();
    for (Signal signal : desk.signals) {
      if (signal instanceof Signal.AgentStuck stuck) {
        causes.add(stuck.cause());
      }
    }
    return causes;
  }

  private void turn(long at) {
    logs(
        event("user_prompt", at),
        event("api_request", at + 4_000, "model", "sonnet", "output_tokens", 5));
  }

  @Test
  void aToolThatWasAllowedAndNeverReturnsHangs() {
    turn(T0);
    logs(
        event(
            "tool_decision",
            T0 + 5_000,
            "tool_use_id",
            "c",
            "tool_name",
            "Bash",
            "decision",
            "accept"));
    pass(T0 + MINUTE, T0 + 70 * MINUTE);
    assertThat(verdicts()).containsExactly(StuckCause.TOOL_HANG);
  }

  @Test
  void anAgentThatHasAnsweredWaitsForItsPersonAndIsNotStuck() {
    turn(T0);
    pass(T0 + MINUTE, T0 + 26 * 60 * MINUTE);
    assertThat(verdicts()).isEmpty();
    assertThat(desk.lines()).contains("SessionEnded");
  }

  @Test
  void aSessionThatComesBackBeginsAnew() {
    turn(T0);
    pass(T0 + MINUTE, T0 + 90 * MINUTE);
    turn(T0 + 91 * MINUTE);
    assertThat(desk.lines().split("SessionStarted", -1)).hasSize(3);
    assertThat(verdicts()).isEmpty();
  }

  @Test
  void oneToolThatFailsInTheSameWayAgainAndAgainIsALoop() {
    turn(T0);
    for (int i = 0; i < 12; i++) {
      long at = T0 + 10_000 + i * 20_000L;
      logs(
          event("tool_decision", at, "tool_use_id", "c" + i, "tool_name", "Bash", "decision", "a"),
          event(
              "tool_result",
              at + 9_000,
              "tool_use_id",
              "c" + i,
              "tool_name",
              "Bash",
              "success",
              "false",
              "error_type",
              "timeout",
              "tool_input_size_bytes",
              44,
              "tool_result_size_bytes",
              17),
          event(
              "api_request",
              at + 12_000,
              "model",
              "sonnet",
              "output_tokens",
              5,
              "request_id",
              "r" + i));
    }
    assertThat(verdicts()).isNotEmpty();
  }
}
