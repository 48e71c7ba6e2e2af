package watchbill.wire.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.ContextReduction;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.wire.RejectReason;
import watchbill.wire.transcripts.TranscriptLine.Happened;
import watchbill.wire.transcripts.TranscriptLine.Ignored;
import watchbill.wire.transcripts.TranscriptLine.Refused;

class TranscriptReaderTest {
  private static final long AT = 1_770_823_883_659L;
  private static final String ANSWER =
      """
      {"parentUuid":"u-0","isSidechain":false,"cwd":"/home/somebody/shop","sessionId":"s-1",
       "type":"assistant","uuid":"u-1","requestId":"req_1","timestamp":"2026-02-11T15:31:23.659Z",
       "message":{"id":"msg_1","role":"assistant","model":"claude-opus-4-6","content":[
         {"type":"thinking","thinking":"a secret"},
         {"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"cat secret"}}],
        "usage":{"input_tokens":3,"output_tokens":9,"cache_read_input_tokens":24983,
         "cache_creation_input_tokens":19233,"service_tier":"standard",
         "cache_creation":{"ephemeral_5m_input_tokens":33,"ephemeral_1h_input_tokens":19200},
         "server_tool_use":{"web_search_requests":2}}}}\
      """;

  private final TranscriptReader reader = new TranscriptReader(System.currentTimeMillis());

  private TranscriptLine read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 0, bytes.length);
  }

  private Happened happened(String json) {
    TranscriptLine line = read(json);
    assertThat(line).isInstanceOf(Happened.class);
    assertThat(line.toString()).doesNotContain("secret");
    return (Happened) line;
  }

  private static String user(String content) {
    return "{\"type\":\"user\",\"uuid\":\"u-2\",\"sessionId\":\"s-1\","
        + "\"timestamp\":\"2026-02-11T15:31:23.659Z\",\"message\":{\"role\":\"user\",\"content\":"
        + content
        + "}}";
  }

  @Test
  void readsAnAnswerAndItsCalls() {
    Happened line = happened(ANSWER);
    assertThat(line.project()).isEqualTo("shop");
    assertThat(line.events())
        .hasSize(2)
        .contains(
            new ModelAnswered(
                AT,
                "anthropic",
                "claude-opus-4-6",
                "msg_1",
                "standard",
                new Usage(3, 9, 24_983, 33, 19_200, 2),
                "s-1",
                "",
                false));
    assertThat(line.events().getLast())
        .isInstanceOfSatisfying(
            ToolStarted.class,
            call -> {
              assertThat(call.call()).isEqualTo("toolu_1");
              assertThat(call.tool()).isEqualTo("Bash");
              assertThat(call.argsHash()).hasSize(16);
            });
  }

  @Test
  void givesAResultTheToolAndTheArgumentsOfItsCall() {
    ToolStarted started = (ToolStarted) happened(ANSWER).events().getLast();
    Happened line =
        happened(
            user(
                "[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\",\"is_error\":true,"
                    + "\"content\":\"a secret\"}]"));
    assertThat(line.prompt()).isFalse();
    assertThat(line.events().getFirst())
        .isInstanceOfSatisfying(
            ToolFinished.class,
            ended -> {
              assertThat(ended.tool()).isEqualTo("Bash");
              assertThat(ended.argsHash()).isEqualTo(started.argsHash());
              assertThat(ended.resultHash()).hasSize(16);
              assertThat(ended.outcome()).isEqualTo(ToolOutcome.ERROR);
            });
  }

  @Test
  void knowsAPromptFromAnInterruptionAndFromWhatTheAgentAddsItself() {
    assertThat(happened(user("\"do it\"")).prompt()).isTrue();
    assertThat(happened(user("[{\"type\":\"text\",\"text\":\"do it\"}]")).prompt()).isTrue();
    Happened interrupted = happened(user("\"[Request interrupted by user]\""));
    assertThat(interrupted.prompt()).isFalse();
    assertThat(interrupted.interrupted()).isTrue();
    assertThat(happened(user("\"x\"").replace("{\"type\"", "{\"isMeta\":true,\"type\"")).prompt())
        .isFalse();
  }

  @Test
  void readsCompactionsAndFailures() {
    assertThat(
            happened(
                    "{\"type\":\"system\",\"subtype\":\"compact_boundary\",\"uuid\":\"u\","
                        + "\"sessionId\":\"s\",\"timestamp\":\"2026-02-11T15:31:23.659Z\","
                        + "\"compactMetadata\":{\"trigger\":\"auto\",\"preTokens\":155000}}")
                .events())
        .isEqualTo(List.of(new ContextReduced(AT, ContextReduction.COMPACTED, 155_000, -1)));
    assertThat(
            happened(
                    ANSWER.replace("{\"parentUuid\"", "{\"isApiErrorMessage\":true,\"parentUuid\""))
                .events())
        .isEqualTo(List.of(new ModelFailed(AT, "anthropic", "", "error")));
  }

  @Test
  void ignoresOtherLinesAndRefusesBrokenOnes() {
    assertThat(read("{\"type\":\"file-history-snapshot\"}"))
        .isEqualTo(new Ignored("file-history-snapshot"));
    assertThat(read("{\"type\":\"user\""))
        .isEqualTo(new Refused(RejectReason.NOT_JSON, "line: want JSON"));
    assertThat(read("{\"type\":\"user\"}"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.MISSING_FIELD));
  }

  @Test
  void refusesTimesBeforeThereWereSuchFilesAndThoseToCome() {
    for (String time : new String[] {"1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z"}) {
      assertThat(
              read(
                  ANSWER.replaceFirst(
                      "\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"" + time + "\"")))
          .isEqualTo(
              new Refused(
                  RejectReason.TIME_TOO_FAR, "timestamp: want a time from 2020 to tomorrow"));
    }
  }

  @Test
  @Tag("property")
  void answersAnything() {
    byte[] seed = ANSWER.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      byte[] line = Arrays.copyOf(seed, random.nextInt(seed.length + 1));
      for (int flips = random.nextInt(5); flips > 0 && line.length > 0; flips--) {
        line[random.nextInt(line.length)] = (byte) random.nextInt();
      }
      assertThat(reader.read(line, 0, line.length)).isNotNull();
    }
  }
}
