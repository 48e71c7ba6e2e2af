package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.wire.Events.AGENT;
import static watchbill.wire.Events.AT;
import static watchbill.wire.Events.accepted;
import static watchbill.wire.Events.event;
import static watchbill.wire.Events.read;
import static watchbill.wire.Events.reason;
import static watchbill.wire.Events.rejected;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.SessionEnded;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.wire.Decoded.Accepted;

class RejectedEventTest {
  private static final String BEAT = event("agent.heartbeat", "{}");

  @Test
  void whatIsNotJson() {
    assertThat(rejected("hello")).isEqualTo("NOT_JSON event: want JSON");
    assertThat(rejected("{'a':1}")).startsWith("NOT_JSON");
    assertThat(rejected("{\"a\":\"\t\"}")).startsWith("NOT_JSON");
    assertThat(rejected("{\"a\":1,}")).startsWith("NOT_JSON");
    assertThat(rejected("{\"a\":NaN}")).startsWith("NOT_JSON");
  }

  @Test
  void whatIsNotAnObject() {
    assertThat(rejected("[" + BEAT + "]")).isEqualTo("WRONG_TYPE event: want a JSON object");
    assertThat(rejected("null")).startsWith("WRONG_TYPE");
  }

  @Test
  void whatEndsTooEarlyWhereverItIsCut() {
    assertThat(rejected("")).isEqualTo("TRUNCATED event: want a JSON object");
    for (int length = 1; length < BEAT.length(); length++) {
      String cut = BEAT.substring(0, length);
      assertThat(rejected(cut)).as(cut).startsWith("TRUNCATED");
    }
  }

  @Test
  void whatIsFollowedBySomething() {
    assertThat(rejected(BEAT + BEAT)).isEqualTo("TRAILING_DATA event: want nothing after it");
    assertThat(rejected(BEAT + "]")).startsWith("TRAILING_DATA");
    assertThat(rejected(BEAT + " x")).startsWith("TRAILING_DATA");
    assertThat(read(BEAT + " \r\n")).isInstanceOf(Accepted.class);
  }

  @Test
  void whatIsTooLarge() {
    String fits = BEAT + " ".repeat(EventReader.MAX_BYTES - BEAT.length());

    assertThat(read(fits)).isInstanceOf(Accepted.class);
    assertThat(rejected(fits + " ")).isEqualTo("TOO_LARGE event: want at most 262144 bytes");
  }

  @Test
  void whatIsTooDeep() {
    int room = EventReader.MAX_DEPTH - 2;

    assertThat(read(nested(room))).isInstanceOf(Accepted.class);
    assertThat(rejected(nested(room + 1))).isEqualTo("TOO_DEEP event: want at most 64 levels");
    assertThat(rejected("{\"x\":" + "[".repeat(200_000))).startsWith("TOO_DEEP");
  }

  private static String nested(int depth) {
    return event("agent.heartbeat", "{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
  }

  @Test
  void whatIsNotUtf8() {
    for (String sequence :
        new String[] {
          "80",
          "c080",
          "c1bf",
          "e08080",
          "eda080",
          "f0808080",
          "f4908080",
          "f5808080",
          "ff",
          "c3",
          "e282",
          "c328"
        }) {
      byte[] bytes = java.util.HexFormat.of().parseHex(sequence);
      assertThat(reason(read(withReason(bytes))))
          .as(sequence)
          .isEqualTo("BAD_UTF8 event: want UTF-8 without NUL");
    }
    assertThat(reason(read(BEAT.getBytes(StandardCharsets.UTF_16)))).startsWith("BAD_UTF8");
  }

  @Test
  void halfOfASurrogatePair() {
    assertThat(rejected(event("agent.tool.started", "{\"call\":\"\\ud83d\"}")))
        .startsWith("BAD_UTF8 data.call");
    assertThat(rejected(event("agent.tool.started", "{\"call\":\"\\ude00\\ud83d\"}")))
        .startsWith("BAD_UTF8 data.call");
    assertThat(accepted(event("agent.tool.started", "{\"call\":\"\\ud83d\\ude00é€\"}")))
        .isEqualTo(new ToolStarted(AT, "😀é€", "", ""));
  }

  @Test
  void aNul() {
    assertThat(reason(read(withReason(new byte[] {0})))).startsWith("NUL event");
    assertThat(reason(read(BEAT.getBytes(StandardCharsets.UTF_16LE)))).startsWith("NUL event");
    assertThat(rejected(event("agent.tool.started", "{\"call\":\"a\\u0000\"}")))
        .startsWith("NUL data.call");
    assertThat(rejected(BEAT.replace("e-1", "e\\u0000"))).startsWith("NUL id");
  }

  private static byte[] withReason(byte[] inside) {
    String[] around = event("agent.session.ended", "{\"reason\":\"well@\"}").split("@", 2);
    byte[] head = around[0].getBytes(StandardCharsets.UTF_8);
    byte[] tail = around[1].getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + inside.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(inside, 0, all, head.length, inside.length);
    System.arraycopy(tail, 0, all, head.length + inside.length, tail.length);
    return all;
  }

  @Test
  void aKeyThatStandsThereTwice() {
    assertThat(rejected(BEAT.replaceFirst("\\{", "{\"id\":\"e-2\",")))
        .isEqualTo("DUPLICATE_KEY id: want once");
    assertThat(rejected(event("agent.waiting", "{\"for\":\"human\",\"for\":\"agent\"}")))
        .startsWith("DUPLICATE_KEY data.for");
  }

  @Test
  void anotherVersionOfCloudEvents() {
    assertThat(rejected(BEAT.replace("\"1.0\"", "\"0.3\"")))
        .isEqualTo("BAD_SPECVERSION specversion: want 1.0");
  }

  @Test
  void aRecordedEventWhoseSourceNamesNoAgent() {
    for (String source :
        new String[] {
          "backend-0",
          "/agents/",
          "/tenants//agents/a",
          "/tenants/agents/a",
          "/x/agents/a",
          "/agents/a/b",
          "/agents/%4",
          "/agents/%zz",
          "/agents/%ff"
        }) {
      byte[] json = BEAT.replace("/agents/backend-0", source).getBytes(StandardCharsets.UTF_8);
      Decoded decoded = new EventReader().readRecorded("t", json, 0, json.length, AT);
      assertThat(reason(decoded))
          .as(source)
          .isEqualTo("BAD_SOURCE source: want /agents/AGENT or /tenants/TENANT/agents/AGENT");
    }
  }

  @Test
  void aFieldThatIsMissing() {
    assertThat(rejected("{}")).isEqualTo("MISSING_FIELD specversion: want a text");
    assertThat(rejected(BEAT.replace("\"id\":\"e-1\",", "")))
        .isEqualTo("MISSING_FIELD id: want a text");
    assertThat(rejected(BEAT.replace("\"e-1\"", "null")))
        .isEqualTo("MISSING_FIELD id: want a text");
    assertThat(rejected(BEAT.replace("\"e-1\"", "\"\"")))
        .isEqualTo("MISSING_FIELD id: want a text");
    assertThat(rejected(BEAT.replace("\"time\"", "\"tyme\"")))
        .isEqualTo("MISSING_FIELD time: want a time of RFC 3339");
    assertThat(rejected(event("agent.tool.started", "{\"tool\":\"Bash\"}")))
        .isEqualTo("MISSING_FIELD data.call: want a text");
    assertThat(rejected(event("agent.waiting", "{}")))
        .isEqualTo("MISSING_FIELD data.for: want human, provider, agent, rate_limit");
    assertThat(rejected(event("agent.waiting", "null"))).startsWith("MISSING_FIELD data.for");
  }

  @Test
  void aValueOfAnotherType() {
    assertThat(rejected(BEAT.replace("\"e-1\"", "1"))).isEqualTo("WRONG_TYPE id: want a text");
    assertThat(rejected(event("agent.heartbeat", "[]")))
        .isEqualTo("WRONG_TYPE data: want an object");
    assertThat(rejected(event("agent.tool.started", "{\"call\":{\"call\":\"c\"}}")))
        .startsWith("WRONG_TYPE data.call");
    for (String count : new String[] {"1.5", "1e3", "\"7\"", "true", "[1]", "{}"}) {
      assertThat(rejected(event("agent.heartbeat", "{\"queue_depth\":" + count + "}")))
          .as(count)
          .startsWith("WRONG_TYPE data.queue_depth: want a whole number");
    }
  }

  @Test
  void aWordThatMayNotStandThere() {
    assertThat(rejected(event("agent.tool.finished", "{\"call\":\"c\",\"outcome\":\"fine\"}")))
        .isEqualTo("UNKNOWN_VALUE data.outcome: want ok, error, rejected, interrupted");
    assertThat(rejected(event("agent.task.finished", "{\"outcome\":\"ok\"}")))
        .isEqualTo("UNKNOWN_VALUE data.outcome: want completed, failed, cancelled, interrupted");
    assertThat(rejected(event("agent.model.finished", "{\"usage_convention\":\"mine\"}")))
        .isEqualTo("UNKNOWN_VALUE data.usage_convention: want inclusive, exclusive");
  }

  @Test
  void aFlagThatIsNeitherTrueNorFalse() {
    for (String flag : new String[] {"1", "\"true\"", "[true]", "{}"}) {
      assertThat(rejected(event("agent.session.started", "{\"attended\":" + flag + "}")))
          .isEqualTo("WRONG_TYPE data.attended: want true or false, once");
    }
  }

  @Test
  void aDeadlineThatIsNone() {
    assertThat(rejected(event("agent.task.started", "{\"deadline\":1795341600}")))
        .isEqualTo(
            "WRONG_TYPE data.deadline: want a time of RFC 3339 in the years 2000 to 2099, once");
    assertThat(rejected(event("agent.task.started", "{\"deadline\":\"tomorrow\"}")))
        .startsWith("BAD_TIME data.deadline");
    for (String far : new String[] {"1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"}) {
      assertThat(rejected(event("agent.task.started", "{\"deadline\":\"" + far + "\"}")))
          .as(far)
          .startsWith("TIME_TOO_FAR data.deadline");
    }
  }

  @Test
  void aSketchThatIsNot64Bits() {
    for (String sketch :
        new String[] {
          "1", "\"\"", "\"f0e1\"", "\"f0e1d2c3b4a5968g\"", "\"0xf0e1d2c3b4a596\"", "{}"
        }) {
      assertThat(
              rejected(
                  event("agent.tool.started", "{\"call\":\"c\",\"args_sketch\":" + sketch + "}")))
          .as(sketch)
          .isEqualTo("WRONG_TYPE data.args_sketch: want 16 hex digits, once");
    }
  }

  @Test
  void aTimeThatIsNone() {
    assertThat(rejected(BEAT.replace("2026-11-22T10:00:00.123Z", "yesterday")))
        .isEqualTo("BAD_TIME time: want a time of RFC 3339");
  }

  @Test
  void aTimeTooFarFromWhenItWasHeard() {
    long day = 86_400_000L;
    byte[] json = BEAT.getBytes(StandardCharsets.UTF_8);
    EventReader reader = new EventReader();

    assertThat(reader.read(AGENT, json, 0, json.length, AT - day)).isInstanceOf(Accepted.class);
    assertThat(reader.read(AGENT, json, 0, json.length, AT + 400 * day))
        .isInstanceOf(Accepted.class);
    assertThat(reason(reader.read(AGENT, json, 0, json.length, AT - day - 1)))
        .isEqualTo(
            "TIME_TOO_FAR time: want at most 1 day after it was heard and at most 400 days before");
    assertThat(reason(reader.read(AGENT, json, 0, json.length, AT + 400 * day + 1)))
        .startsWith("TIME_TOO_FAR");
  }

  @Test
  void aRecordedTimeThatNobodyBelieves() {
    EventReader reader = new EventReader();
    for (String time : new String[] {"1999-12-31T23:59:59.999Z", "2100-01-01T00:00:00Z"}) {
      byte[] json = BEAT.replace("2026-11-22T10:00:00.123Z", time).getBytes(StandardCharsets.UTF_8);
      assertThat(reason(reader.readRecorded("t", json, 0, json.length, EventReader.NOT_BEGUN)))
          .startsWith("TIME_TOO_FAR time: want the years 2000 to 2099");
    }
    byte[] json = BEAT.getBytes(StandardCharsets.UTF_8);
    assertThat(reason(reader.readRecorded("t", json, 0, json.length, AT - 401 * 86_400_000L)))
        .startsWith("TIME_TOO_FAR");
  }

  @Test
  void aNegativeCount() {
    assertThat(rejected(event("agent.heartbeat", "{\"queue_depth\":-1}")))
        .isEqualTo(
            "NEGATIVE_COUNT data.queue_depth: want a whole number from 0 to 2147483647, once");
    assertThat(rejected(event("agent.model.finished", "{\"gen_ai.usage.input_tokens\":-0}")))
        .startsWith("NEGATIVE_COUNT");
  }

  @Test
  void aCountTooLargeToBeTrue() {
    for (String count :
        new String[] {"1000000000001", "9223372036854775808", "1" + "0".repeat(5000)}) {
      assertThat(
              rejected(
                  event("agent.model.finished", "{\"gen_ai.usage.output_tokens\":" + count + "}")))
          .isEqualTo(
              "OUT_OF_RANGE data.gen_ai.usage.output_tokens: want a whole number from 0 to"
                  + " 1000000000000, once");
    }
    assertThat(rejected(event("agent.heartbeat", "{\"active_sessions\":2147483648}")))
        .startsWith("OUT_OF_RANGE");
    assertThat(accepted(event("agent.heartbeat", "{\"memory_bytes\":1000000000000000}")))
        .isEqualTo(new Heartbeat(AT, -1, -1, "", 1_000_000_000_000_000L));
    for (String bytes : new String[] {"1000000000000001", "10000000000000000000"}) {
      assertThat(rejected(event("agent.heartbeat", "{\"memory_bytes\":" + bytes + "}")))
          .startsWith("OUT_OF_RANGE data.memory_bytes");
    }
    assertThat(rejected(event("agent.heartbeat", "{\"memory_bytes\":1.5e9}")))
        .startsWith("WRONG_TYPE data.memory_bytes");
  }

  @Test
  void aNameOfMoreThan256Bytes() {
    assertThat(accepted(call("é".repeat(128)))).isInstanceOf(ToolStarted.class);
    assertThat(rejected(call("é".repeat(128) + "x"))).startsWith("TEXT_TOO_LONG data.call");
    assertThat(rejected(BEAT.replace("e-1", "x".repeat(257)))).startsWith("TEXT_TOO_LONG id");
  }

  private static String call(String call) {
    return event("agent.tool.started", "{\"call\":\"" + call + "\"}");
  }

  @Test
  void butWordsForAPersonAreOnlyCut() {
    String reason = "x" + "😀".repeat(100);

    assertThat(accepted(event("agent.session.ended", "{\"reason\":\"" + reason + "\"}")))
        .isEqualTo(new SessionEnded(AT, "", "x" + "😀".repeat(63)));
  }

  @Test
  void moreCachedTokensThanTokens() {
    assertThat(
            rejected(
                event(
                    "agent.model.finished",
                    """
                    {"gen_ai.usage.input_tokens":5,"gen_ai.usage.cache_read.input_tokens":4,
                     "gen_ai.usage.cache_creation.input_tokens":2}\
                    """)))
        .isEqualTo(
            "INCONSISTENT_USAGE data.gen_ai.usage.input_tokens: want no less than was read from"
                + " caches and written to them, or usage_convention exclusive");
    assertThat(
            rejected(
                event(
                    "agent.model.finished",
                    """
                    {"usage_convention":"exclusive","gen_ai.usage.cache_creation.input_tokens":2,
                     "usage.cache_creation_1h.input_tokens":3}\
                    """)))
        .startsWith("INCONSISTENT_USAGE data.usage.cache_creation_1h.input_tokens");
  }

  @Test
  void butNotForAKeyThatItsTypeDoesNotHave() {
    assertThat(read(event("agent.heartbeat", "{\"for\":5,\"gen_ai.usage.input_tokens\":-1}")))
        .isInstanceOf(Accepted.class);
  }
}
