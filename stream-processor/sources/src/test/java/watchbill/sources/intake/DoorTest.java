package watchbill.sources.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoorTest {
  private static final String JSON = "application/json";

  @TempDir Path folder;

  private static String beat(String id, String source) {
    return """
    {"specversion":"1.0","id":"%s","source":"%s","type":"agent.heartbeat",\
    "time":"2026-11-22T09:59:00Z","data":{"active_sessions":1}}\
    """
        .formatted(id, source);
  }

  /// One answer of a model as Claude Code logs it, with the resource attributes of a laptop.
  private static String log(String request) {
    return """
    {"resourceLogs":[{"resource":{"attributes":[
      {"key":"service.name","value":{"stringValue":"claude-code"}},
      {"key":"host.name","value":{"stringValue":"laptop"}}]},
    "scopeLogs":[{"scope":{"name":"com.anthropic.claude_code.events"},"logRecords":[
      {"timeUnixNano":"1795341540000000000","body":{"stringValue":"claude_code.api_request"},
       "attributes":[
        {"key":"event.name","value":{"stringValue":"api_request"}},
        {"key":"session.id","value":{"stringValue":"s-1"}},
        {"key":"model","value":{"stringValue":"claude-opus-4-6"}},
        {"key":"input_tokens","value":{"stringValue":"5"}},
        {"key":"output_tokens","value":{"stringValue":"1000"}},
        {"key":"request_id","value":{"stringValue":"%s"}}]}]}]}]}\
    """
        .formatted(request);
  }

  @Test
  void takesOneEvent() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "")) {
      assertThat(door.post("/v1/events", JSON, beat("e-1", "/agents/backend-0")))
          .isEqualTo("200 {\"accepted\":1,\"rejected\":0,\"why\":[]}");
      assertThat(door.stored())
          .containsExactly("agents.default.backend-0.activity " + beat("e-1", "/agents/backend-0"));
    }
  }

  @Test
  void takesABatchAndSaysWhatItLeftOut() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "")) {
      String batch =
          "[ "
              + beat("e-1", "/agents/a")
              + ",\n{\"specversion\":\"1.0\"}, "
              + beat("e-2", "/agents/b")
              + "]";
      assertThat(door.post("/v1/events", "application/cloudevents-batch+json", batch))
          .isEqualTo(
              "200 {\"accepted\":2,\"rejected\":1,\"why\":[{\"index\":1,\"reason\":\"missing_field\","
                  + "\"detail\":\"id: want a text\"}]}");
      assertThat(door.stored())
          .containsExactly(
              "agents.default.a.activity " + beat("e-1", "/agents/a"),
              "agents.default.b.activity " + beat("e-2", "/agents/b"));
      assertThat(door.intake.tally().items()).containsEntry("missing_field", 1L);
    }
  }

  @Test
  void refusesWhatIsNoEvent() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "")) {
      assertThat(door.post("/v1/events", JSON, "[1,2]")).startsWith("400 ").contains("wrong_type");
      assertThat(door.post("/v1/events", JSON, "{")).startsWith("400 ").contains("truncated");
      assertThat(door.post("/v1/events", JSON, beat("e", "/agents/a.b")))
          .startsWith("400 ")
          .contains("bad_source");
      assertThat(door.post("/v1/events", JSON, "[]")).startsWith("200 ");
      assertThat(door.post("/v1/events", "text/plain", beat("e", "/agents/a")))
          .as("what a page in a browser may send without asking")
          .startsWith("415 ");
      assertThat(door.stored()).isEmpty();
    }
  }

  @Test
  void takesTenantAndAgentFromThePathBeforeAllElse() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "tenant: home")) {
      String foreign = beat("e-1", "/tenants/other/agents/x");
      assertThat(door.post("/v1/events", JSON, foreign)).startsWith("400 ");
      assertThat(door.post("/tenants/acme/agents/a/v1/events", JSON, foreign)).startsWith("200 ");
      assertThat(door.post("/tenants/acme/v1/events", JSON, beat("e-2", "/agents/b")))
          .startsWith("200 ");
      assertThat(door.post("/v1/events", JSON, beat("e-3", "/agents/c"))).startsWith("200 ");
      assertThat(door.stored())
          .extracting(line -> line.substring(0, line.indexOf(' ')))
          .containsExactly(
              "agents.acme.a.activity", "agents.acme.b.activity", "agents.home.c.activity");
      assertThat(door.post("/tenants/a.b/v1/events", JSON, foreign)).startsWith("404 ");
      assertThat(door.post("/tenants/_all/v1/events", JSON, foreign)).startsWith("404 ");
      assertThat(door.post("/tenants/a/v1/other", JSON, foreign)).startsWith("404 ");
      assertThat(door.post("/v1/events/x", JSON, foreign)).startsWith("404 ");
    }
  }

  @Test
  void believesATokenAboveThePath() throws Exception {
    Path token = Files.writeString(folder.resolve("acme"), "s3cret");
    String yaml = "tokens: [{tenant: acme, token: {file: " + token + "}}]";
    try (OpenDoor door = new OpenDoor(folder.resolve("journal"), yaml)) {
      String event = beat("e-1", "/agents/a");
      assertThat(door.post("/v1/events", JSON, event)).startsWith("401 ");
      assertThat(door.post("/v1/events", JSON, event, "authorization", "Bearer wrong"))
          .startsWith("401 ");
      assertThat(door.post("/v1/events", JSON, event, "authorization", "Bearer s3cret"))
          .startsWith("200 ");
      assertThat(
              door.post("/tenants/other/v1/events", JSON, event, "authorization", "Bearer s3cret"))
          .startsWith("403 ");
      assertThat(door.stored()).containsExactly("agents.acme.a.activity " + event);
      assertThat(door.intake.tally().refusals())
          .containsEntry("unauthorized", 2L)
          .containsEntry("forbidden", 1L);
    }
  }

  @Test
  void takesTelemetryAndRemembersWhatItCounted() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "")) {
      assertThat(door.post("/v1/logs", JSON, log("req-1"))).isEqualTo("200 {}");
      assertThat(door.stored())
          .anySatisfy(line ->
              assertThat(line)
                  .startsWith("agents.default.laptop.activity ")
                  .contains("agent.model.finished", "1000"));
    }
  }

  @Test
  void unpacksGzipAndNothingElse() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "maxBody: 1KiB\nmaxUnpacked: 8KiB")) {
      byte[] packed = gzip(log("req-1").getBytes(StandardCharsets.UTF_8));
      assertThat(door.post("/v1/logs", JSON, packed, "content-encoding", "gzip"))
          .isEqualTo("200 {}");
      assertThat(door.post("/v1/logs", JSON, packed, "content-encoding", "zstd"))
          .startsWith("415 ");
      assertThat(door.post("/v1/logs", JSON, packed)).startsWith("400 ");
      assertThat(door.post("/v1/logs", JSON, gzip(new byte[9_000]), "content-encoding", "gzip"))
          .startsWith("413 ");
      assertThat(door.post("/v1/logs", "application/xml", packed)).startsWith("415 ");
    }
  }

  @Test
  void slowsDownATenantThatBringsTooMuchAndNoOther() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "eventsPerSecond: 1")) {
      StringBuilder batch = new StringBuilder("[" + beat("e-0", "/agents/a"));
      for (int i = 1; i < 12; i++) {
        batch.append(',').append(beat("e-" + i, "/agents/a"));
      }
      assertThat(door.post("/v1/events", JSON, batch + "]")).startsWith("200 ");
      var late = door.answer("/v1/events", JSON, new byte[0]);
      assertThat(late.status()).isEqualTo(429);
      assertThat(Integer.parseInt(late.headers().get("Retry-After"))).isBetween(1, 3);
      assertThat(door.post("/tenants/acme/v1/events", JSON, beat("e", "/agents/a")))
          .startsWith("200 ");
    }
  }

  @Test
  void keepsATenantToItsNumberOfAgents() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "agents: 2")) {
      for (int i = 0; i < 4; i++) {
        door.post("/v1/events", JSON, beat("e-" + i, "/agents/a" + i));
      }
      assertThat(door.stored()).hasSize(2);
      assertThat(door.intake.tally().items()).containsEntry("too_many_agents", 2L);
      assertThat(door.post("/v1/events", JSON, beat("e-9", "/agents/a1"))).startsWith("200 ");
    }
  }

  @Test
  void saysThatAnAgentIsOneTooMany() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "agents: 1")) {
      assertThat(door.post("/v1/logs", JSON, log("req-1"))).isEqualTo("200 {}");
      assertThat(door.post("/v1/logs", JSON, log("req-2").replace("laptop", "other")))
          .startsWith("200 {\"partialSuccess\":{\"rejectedLogRecords\":")
          .contains("too_many_agents");
      assertThat(door.intake.tally().items().get("too_many_agents")).isPositive();
      assertThat(door.stored())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains("laptop"));
    }
  }

  /// Sums of so many counters that nothing else tells of.
  private static String sums(String session, int points, String tokens) {
    StringBuilder json =
        new StringBuilder(
            """
            {"resourceMetrics":[{"resource":{"attributes":[
              {"key":"service.name","value":{"stringValue":"claude-code"}},
              {"key":"host.name","value":{"stringValue":"laptop"}}]},
            "scopeMetrics":[{"metrics":[{"name":"claude_code.token.usage","sum":{
              "aggregationTemporality":2,"dataPoints":[\
            """);
    for (int i = 0; i < points; i++) {
      json.append(i == 0 ? "" : ",")
          .append(
              """
              {"startTimeUnixNano":"1795341500000000000","timeUnixNano":"1795341540000000000",
               "asInt":"%s","attributes":[
                {"key":"session.id","value":{"stringValue":"%s"}},
                {"key":"type","value":{"stringValue":"input"}},
                {"key":"model","value":{"stringValue":"m%d"}}]}\
              """
                  .formatted(tokens, session, i));
    }
    return json.append("]}}]}]}]}").toString();
  }

  @Test
  void settlesOneTenantThoughAnotherBroughtMoreThanFits() throws Exception {
    AtomicLong now = new AtomicLong(OpenDoor.NOW);
    try (OpenDoor door =
        new OpenDoor(
            folder, "size: 1MiB\neventsPerSecond: 100", () -> Instant.ofEpochMilli(now.get()))) {
      assertThat(door.post("/tenants/much/v1/metrics", JSON, sums("s", 900, "100000000")))
          .isEqualTo("200 {}");
      assertThat(door.answer("/tenants/much/v1/metrics", JSON, new byte[0]).status())
          .as("what is held is charged")
          .isEqualTo(429);
      for (int i = 0; i < 8; i++) {
        assertThat(door.post("/tenants/few/v1/metrics", JSON, sums("f" + i, 1, "1000")))
            .isEqualTo("200 {}");
      }
      now.addAndGet(20_000);
      assertThatThrownBy(door.intake::settle).hasMessageContaining("the journal is full");
      assertThat(door.stored().stream().filter(line -> line.startsWith("agents.few."))).hasSize(8);
    }
  }

  @Test
  void asksToComeAgainWhenNothingCanBeStored() throws Exception {
    try (OpenDoor door = new OpenDoor(folder, "")) {
      door.journal.close();
      for (String path : new String[] {"/v1/events", "/v1/logs"}) {
        String body = path.equals("/v1/logs") ? log("r") : beat("e", "/agents/a");
        var answer = door.answer(path, JSON, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsAllEntriesOf(Map.of("Retry-After", "5"));
      }
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
