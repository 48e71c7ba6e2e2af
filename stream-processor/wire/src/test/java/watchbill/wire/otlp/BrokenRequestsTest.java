package watchbill.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;
import watchbill.wire.otlp.OtlpOutcome.Taken;
import watchbill.wire.otlp.OtlpOutcome.Unreadable;

class BrokenRequestsTest {
  private static final long T0 = 1_770_000_000_000L;
  private static final Resource CLAUDE = Proto.resource("service.name", "claude-code");
  private static final List<Telemetry> ALL = List.of(Telemetry.values());
  private static final String LOGS =
      """
      {"resourceLogs": [{"scopeLogs": [{"logRecords": [{
         "attributes": [
           {"key": "event.name", "value": {"stringValue": "api_request"}},
           {"key": "session.id", "value": {"stringValue": "s"}},
           {"key": "model", "value": {"stringValue": "sonnet"}},
           {"key": "input_tokens", "value": {"intValue": "10"}},
           {"key": "output_tokens", "value": {"intValue": 5}},
           {"key": "anything", "value": {"kvlistValue": {"values": [{"key": "a"}]}}}],
         "body": {"stringValue": "claude_code.api_request"},
         "timeUnixNano": "1770000000000000000", "unknown": {"of": ["a", "later", "version"]}}]}],
        "resource": {"attributes": [
          {"key": "service.name", "value": {"stringValue": "claude-code"}}]}}]}
      """;

  @Test
  void readsJsonInWhateverOrder() {
    Desk desk = new Desk();
    assertThat(desk.json(Telemetry.LOGS, T0, LOGS)).isInstanceOf(Taken.class);
    assertThat(desk.total()).isEqualTo(new Usage(10, 5, 0, 0, 0));
  }

  @Test
  void readsMetricsAndTracesInJson() {
    Desk desk = new Desk();
    desk.json(
        Telemetry.METRICS,
        T0,
        """
        {"resourceMetrics": [{"resource": {"attributes": [
            {"key": "service.name", "value": {"stringValue": "shop"}}]},
          "scopeMetrics": [{"metrics": [{"name": "gen_ai.client.token.usage", "histogram": {
            "aggregationTemporality": "AGGREGATION_TEMPORALITY_DELTA", "dataPoints": [
              {"attributes": [{"key": "gen_ai.token.type", "value": {"stringValue": "input"}}],
               "startTimeUnixNano": "1769999990000000000", "timeUnixNano": 1770000000000000000,
               "count": "2", "sum": 30, "bucketCounts": ["1", "1"], "explicitBounds": [5]}]}}]}]}]}
        """);
    desk.settle(T0 + 20_000);
    desk.json(
        Telemetry.TRACES,
        T0,
        """
        {"resourceSpans": [{"resource": {"attributes": [
            {"key": "service.name", "value": {"stringValue": "store"}}]},
          "scopeSpans": [{"spans": [{"traceId": "5B8EFFF798038103D269B633813FC60C",
            "spanId": "EEE19B7EC3C1B174", "parentSpanId": "", "name": "chat",
            "startTimeUnixNano": "1769999999000000000", "endTimeUnixNano": "1770000000000000000",
            "attributes": [{"key": "llm.token_count.completion", "value": {"intValue": "8"}}],
            "status": {"code": "STATUS_CODE_OK"}}]}]}]}
        """);
    assertThat(desk.total()).isEqualTo(new Usage(30, 8, 0, 0, 0));
  }

  @Test
  void leavesOutWhatIsWrongAndTakesTheRest() throws Exception {
    Desk desk = new Desk();
    byte[] body =
        Proto.logs(
            CLAUDE,
            Proto.event("claude_code.api_request", T0, "model", "sonnet", "output_tokens", 7),
            Proto.event("claude_code.api_request", T0, "model", "sonnet", "output_tokens", -7L),
            Proto.event("claude_code.api_request", T0, "output_tokens", "many"),
            Proto.event("claude_code.api_request", T0 + 90_000_000, "output_tokens", 7),
            Proto.event("claude_code.api_request", T0, "model", "m".repeat(300)));
    OtlpRequest request = new OtlpRequest("acme", "", Telemetry.LOGS, Encoding.PROTOBUF, T0);
    OtlpOutcome outcome = desk.raw(request, body);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Taken.class,
            taken ->
                assertThat(taken.refused())
                    .isEqualTo(
                        Map.of(
                            OtlpRefusal.BAD_COUNT, 2L,
                            OtlpRefusal.TIME_TOO_FAR, 1L,
                            OtlpRefusal.TEXT_TOO_LONG, 1L)));
    assertThat(desk.total()).isEqualTo(new Usage(0, 7, 0, 0, 0));
    ExportLogsServiceResponse answer =
        ExportLogsServiceResponse.parseFrom(OtlpAnswer.of(request, outcome));
    assertThat(answer.getPartialSuccess().getRejectedLogRecords()).isEqualTo(4);
    assertThat(answer.getPartialSuccess().getErrorMessage())
        .isEqualTo("1 time_too_far, 2 bad_count, 1 text_too_long");
  }

  @Test
  void knowsAnEventByItsBodyWhereTheAttributeHasNoPrefix() {
    Desk desk = new Desk();
    desk.json(Telemetry.LOGS, T0, LOGS.replace("\"claude-code\"", "\"my-agent\""));
    assertThat(desk.total()).isEqualTo(new Usage(10, 5, 0, 0, 0));
  }

  @Test
  void keepsNoModelsNameThatCouldBeASentence() {
    Desk desk = new Desk();
    for (String model :
        List.of("my password is x", "<script>", "a\"b", "a\u0007", "claude-4:x/y@1")) {
      desk.logs(
          T0,
          Proto.logs(
              CLAUDE,
              Proto.event("claude_code.api_request", T0, "model", model, "output_tokens", 7)));
    }
    assertThat(desk.events)
        .extracting(OtlpEvent::event)
        .filteredOn(ModelAnswered.class::isInstance)
        .extracting(event -> ((ModelAnswered) event).model())
        .containsExactly("other", "other", "other", "other", "claude-4:x/y@1");
  }

  @Test
  void takesNoAgentWhoseNameIsKeptForSums() {
    Desk desk = new Desk();
    desk.logs(
        T0,
        Proto.logs(
            Proto.resource("agent.name", "_other"), Proto.event("claude_code.api_request", T0)));
    assertThat(desk.refused).isEqualTo(Map.of(OtlpRefusal.NO_AGENT, 1L));
  }

  @Test
  void givesEachTenantAKeyOfItsOwn() {
    assertThat(List.of("a-b", "a/b", "a b", "a%b").stream().map(Names::key))
        .doesNotHaveDuplicates()
        .startsWith("a-b");
  }

  @Test
  void takesNothingWithoutAnAgent() {
    Desk desk = new Desk();
    desk.logs(T0, Proto.logs(Proto.resource(), Proto.event("claude_code.api_request", T0)));
    assertThat(desk.refused).isEqualTo(Map.of(OtlpRefusal.NO_AGENT, 1L));
  }

  @Test
  void saysWhatIsWrongWithJson() {
    Desk desk = new Desk();
    assertThat(desk.json(Telemetry.LOGS, T0, "[]"))
        .isEqualTo(new Unreadable("body: want a JSON object"));
    assertThat(desk.json(Telemetry.LOGS, T0, "{\"resourceLogs\": 3}"))
        .isEqualTo(new Unreadable("resourceLogs: want a value of its kind"));
    assertThat(desk.json(Telemetry.LOGS, T0, "{"))
        .isEqualTo(new Unreadable("body: want JSON of at most 64 levels"));
    assertThat(desk.json(Telemetry.LOGS, T0, "{\"a\":".repeat(100)))
        .isEqualTo(new Unreadable("body: want JSON of at most 64 levels"));
  }

  /// Whatever the bytes are, there is an answer and no exception.
  @Test
  @Tag("property")
  void answersAnything() {
    byte[] log =
        Proto.logs(
            CLAUDE,
            Proto.event("claude_code.user_prompt", T0, "session.id", "s", "prompt.id", "p"),
            Proto.event("claude_code.tool_result", T0, "session.id", "s", "success", "false"));
    byte[] metric =
        Proto.metrics(
            CLAUDE,
            Proto.sum("claude_code.token.usage", true, Proto.point(T0, T0, 5, "type", "input")));
    byte[] trace =
        Proto.traces(
            CLAUDE,
            Proto.span("chat", 1, 2, T0, T0, "gen_ai.usage.output_tokens", 5),
            Proto.span("chat", 2, 1, T0, T0, "gen_ai.usage.output_tokens", 5));
    byte[][] seeds = {log, metric, trace, LOGS.getBytes(StandardCharsets.UTF_8)};
    Random random = new Random(1);
    Desk desk = new Desk();
    int cases = Integer.getInteger("watchbill.hostile", 5_000);
    for (int i = 0; i < cases; i++) {
      byte[] seed = seeds[random.nextInt(seeds.length)];
      byte[] body = Arrays.copyOf(seed, random.nextInt(seed.length + 9));
      for (int flips = random.nextInt(6); flips > 0 && body.length > 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      Encoding encoding = random.nextInt(4) == 0 ? Encoding.JSON : Encoding.PROTOBUF;
      Telemetry telemetry = ALL.get(random.nextInt(ALL.size()));
      OtlpRequest request = new OtlpRequest("acme", "", telemetry, encoding, T0);
      OtlpOutcome outcome = desk.raw(request, body);
      assertThat(OtlpAnswer.of(request, outcome)).isNotNull();
    }
    assertThat(desk.rememberedBytes()).isLessThan(20_000_000);
  }
}
