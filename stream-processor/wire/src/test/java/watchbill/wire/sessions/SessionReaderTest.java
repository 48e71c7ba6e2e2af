package watchbill.wire.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.wire.sessions.SessionLine.Happened;
import watchbill.wire.sessions.SessionLine.Ignored;
import watchbill.wire.sessions.SessionLine.Refused;

class SessionReaderTest {
  private static final long AT = 1_770_823_883_659L;

  private static SessionLine read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new SessionReader().read(bytes, 0, bytes.length);
  }

  private static String line(String type, String more) {
    return "{\"session\":\"s\",\"agent\":\"a\",\"ts\":\"2026-02-11T15:31:23.659Z\",\"subagent\":false,"
        + "\"type\":\""
        + type
        + "\",\"task_id\":\"s-t1\""
        + more
        + "}";
  }

  private static AgentEvent event(String type, String more) {
    SessionLine line = read(line(type, more));
    assertThat(line).isInstanceOf(Happened.class);
    assertThat(((Happened) line).session()).isEqualTo("s");
    assertThat(((Happened) line).agent()).isEqualTo("a");
    return ((Happened) line).event();
  }

  @Test
  void readsTasks() {
    assertThat(event("task.started", "")).isEqualTo(new TaskStarted(AT, "s-t1", ""));
    assertThat(event("task.finished", ",\"duration_ms\":5"))
        .isEqualTo(new TaskFinished(AT, "s-t1", TaskOutcome.COMPLETED));
    assertThat(event("task.interrupted", ""))
        .isEqualTo(new TaskFinished(AT, "s-t1", TaskOutcome.INTERRUPTED));
  }

  @Test
  void readsTools() {
    assertThat(event("tool.started", ",\"call_id\":\"c\",\"tool\":\"Edit\",\"args_hash\":\"h\""))
        .isEqualTo(new ToolStarted(AT, "c", "Edit", "h"));
    assertThat(
            event(
                "tool.finished",
                ",\"call_id\":\"c\",\"tool\":null,\"outcome\":\"rejected\",\"result_hash\":\"r\","
                    + "\"error_class\":\"e\""))
        .isEqualTo(new ToolFinished(AT, "c", "", "", "r", ToolOutcome.REJECTED, "e"));
  }

  @Test
  void readsModelCallsInAnthropicsConvention() {
    assertThat(
            event(
                "llm.call",
                """
                ,"msg_id":"m","model":"opus","service_tier":null,"usage":{"input":3,"output":9,\
                "cache_read":24983,"cache_write_5m":5,"cache_write_1h":19233,\
                "cache_write_total":19238,"web_search":0}\
                """))
        .isEqualTo(
            new ModelAnswered(AT, "anthropic", "opus", "m", "", new Usage(3, 9, 24983, 5, 19233)));
    assertThat(event("llm.error", ",\"retry_in_ms\":534.7"))
        .isEqualTo(new ModelFailed(AT, "anthropic", "", ""));
  }

  @Test
  void readsSignsOfLife() {
    assertThat(event("heartbeat", ",\"elapsed_s\":3")).isEqualTo(new Heartbeat(AT, -1, -1));
    assertThat(event("context.compacted", ",\"pre_tokens\":155611"))
        .isEqualTo(new ContextReduced(AT, ContextReduction.COMPACTED, 155_611, -1));
  }

  @Test
  void readsWhoseSignOfLifeItIs() {
    assertThat(event("heartbeat", ",\"call_id\":\"c-1\",\"elapsed_s\":3"))
        .isEqualTo(new Heartbeat(AT, -1, -1, "c-1", -1));
  }

  @Test
  void takesTheEndOfATurnForTheEndOfItsTask() {
    assertThat(event("task.stop_hook", ""))
        .isEqualTo(event("task.finished", ",\"duration_ms\":30881"));
  }

  @Test
  void ignoresOtherLinesByName() {
    assertThat(read(line("task.thought", ""))).isEqualTo(new Ignored("task.thought"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"session\":        | NOT_JSON line: want JSON",
        "[]                   | WRONG_TYPE line: want a JSON object",
        "{} {}                | TRAILING_DATA line: want one JSON object",
        "{\"session\":\"s\"}  | MISSING_FIELD line: want session, agent, ts and type",
        "{\"session\":\"s\",\"agent\":\"a\",\"type\":\"heartbeat\",\"ts\":\"x\"}"
            + " | BAD_TIME ts: want a time of RFC 3339",
        "{\"session\":\"s\",\"agent\":\"a\",\"type\":\"llm.call\",\"ts\":\"2026-02-11T15:31:23Z\","
            + "\"usage\":{\"input\":-1}} | OUT_OF_RANGE usage: want counts from 0 to 1000000000000",
        "{\"session\":\"s\",\"agent\":\"a\",\"type\":\"tool.finished\",\"ts\":\"2026-02-11T15:31:23Z\"}"
            + " | UNKNOWN_VALUE outcome: want ok, error, rejected, interrupted",
      })
  void refusesWhatItCannotUnderstand(String json, String refusal) {
    SessionLine line = read(json);

    assertThat(line).isInstanceOf(Refused.class);
    assertThat(((Refused) line).reason() + " " + ((Refused) line).detail()).isEqualTo(refusal);
  }

  @Test
  @Tag("property")
  void neverThrows() {
    byte[] good = line("llm.call", ",\"usage\":{\"input\":3}").getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    SessionReader reader = new SessionReader();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertThat(reader.read(bytes, 0, bytes.length)).isNotNull();
    }
  }
}
