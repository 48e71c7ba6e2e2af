package watchbill.sources.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.real.SharedData;
import watchbill.core.Activity;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.wire.Decoded;
import watchbill.wire.otlp.Encoding;
import watchbill.wire.otlp.Memory;
import watchbill.wire.otlp.OtlpEvent;
import watchbill.wire.otlp.OtlpOutcome;
import watchbill.wire.otlp.OtlpRequest;
import watchbill.wire.otlp.Telemetry;
import watchbill.wire.otlp.TelemetryMapper;

/// 159 real sessions, sent as Claude Code sends its events: a request of the model once, when it is
/// over. Cache writes come without their lifetime, so all of them count as those of five minutes.
@Tag("endtoend")
class SessionsThroughOtlpEndToEndTest {
  private static final int BATCH = 50;

  private final Map<String, byte[]> remembered = new HashMap<>();
  private final Memory memory =
      new Memory() {
        @Override
        public byte @Nullable [] recall(String key) {
          return remembered.get(key);
        }

        @Override
        public void remember(String key, byte[] value) {
          remembered.put(key, value);
        }
      };
  private final Map<String, ModelBill> bills = new TreeMap<>();

  private record Sent(long atMillis, String session, String name, Map<String, String> attributes) {}

  @Test
  void giveTheTotalsOfTheRecordingAsOneTenant() throws IOException {
    play(_ -> "acme");
    assertThat(bills.values().stream().mapToLong(ModelBill::responses).sum()).isEqualTo(8_991);
    assertThat(total()).isEqualTo(new Usage(180_155, 795_463, 799_535_983, 35_442_415, 0));
  }

  @Test
  void giveTheTotalsOfEachSessionAsATenantOfItsOwn() throws IOException {
    play(session -> session);
    assertThat(bills.values().stream().mapToLong(ModelBill::responses).sum()).isEqualTo(9_156);
  }

  private Usage total() {
    return bills.values().stream().map(ModelBill::usage).reduce(Usage.NONE, Usage::plus);
  }

  private void play(Function<String, String> tenantOf) throws IOException {
    Fleet fleet = new Fleet(FleetOptions.DEFAULT);
    List<Sent> waiting = new ArrayList<>();
    for (Sent event : sent()) {
      if (!waiting.isEmpty()
          && (waiting.size() == BATCH || !waiting.getFirst().session().equals(event.session()))) {
        post(waiting, tenantOf, fleet);
      }
      waiting.add(event);
    }
    post(waiting, tenantOf, fleet);
  }

  private void post(List<Sent> events, Function<String, String> tenantOf, Fleet fleet) {
    long now = events.getLast().atMillis();
    OtlpRequest request =
        new OtlpRequest(
            tenantOf.apply(events.getFirst().session()), "", Telemetry.LOGS, Encoding.JSON, now);
    OtlpOutcome outcome = new TelemetryMapper().take(request, json(events), memory);
    events.clear();
    assertThat(outcome).isInstanceOf(OtlpOutcome.Taken.class);
    if (outcome instanceof OtlpOutcome.Taken taken) {
      assertThat(taken.refused()).isEmpty();
      for (OtlpEvent event : taken.events()) {
        fleet.advance(now, this::hear);
        fleet.apply(new Activity(event.agent(), event.id(), now, event.event()), this::hear);
      }
    }
  }

  private void hear(Signal signal) {
    if (signal instanceof Signal.TokensConsumed consumed) {
      bills.put(consumed.agent() + " " + consumed.bill().model(), consumed.bill());
    }
  }

  private static byte[] json(List<Sent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("resourceLogs");
      json.writeStartObject();
      json.writeObjectFieldStart("resource");
      attributes(json, Map.of("service.name", "claude-code"));
      json.writeEndObject();
      json.writeArrayFieldStart("scopeLogs");
      json.writeStartObject();
      json.writeArrayFieldStart("logRecords");
      for (Sent event : events) {
        json.writeStartObject();
        json.writeStringField("timeUnixNano", event.atMillis() + "000000");
        json.writeStringField("eventName", "claude_code." + event.name());
        attributes(json, event.attributes());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void attributes(JsonGenerator json, Map<String, String> pairs) throws IOException {
    json.writeArrayFieldStart("attributes");
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      json.writeStartObject();
      json.writeStringField("key", pair.getKey());
      json.writeObjectFieldStart("value");
      json.writeStringField("stringValue", pair.getValue());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// What Claude Code would have sent, in the order of time.
  private static List<Sent> sent() throws IOException {
    Map<String, Sent> requests = new LinkedHashMap<>();
    Map<String, Usage> usages = new HashMap<>();
    List<Sent> sent = new ArrayList<>();
    try (InputStream in = Files.newInputStream(SharedData.file("sessions.jsonl.gz"))) {
      Recording recording = SessionRecording.ofTenants(in);
      for (RecordedLine line = recording.next(); line != null; line = recording.next()) {
        if (line.decoded() instanceof Decoded.Accepted accepted) {
          Activity activity = accepted.activity();
          String session = activity.agent().tenant();
          switch (activity.event()) {
            case ModelAnswered answer -> {
              String key = session + "/" + answer.response();
              Usage usage = usages.merge(key, answer.usage(), Usage::max);
              requests.put(key, request(session, answer, usage));
            }
            case TaskStarted started ->
                sent.add(
                    of(started.atMillis(), session, "user_prompt", "prompt.id", started.task()));
            case ToolStarted call ->
                sent.add(
                    of(
                        call.atMillis(),
                        session,
                        "tool_decision",
                        "tool_use_id",
                        call.call(),
                        "tool_name",
                        call.tool(),
                        "decision",
                        "accept"));
            case ToolFinished call ->
                sent.add(
                    of(
                        call.atMillis(),
                        session,
                        "tool_result",
                        "tool_use_id",
                        call.call(),
                        "tool_name",
                        call.tool(),
                        "success",
                        "true"));
            default -> {}
          }
        }
      }
    }
    sent.addAll(requests.values());
    sent.sort((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
    return sent;
  }

  private static Sent request(String session, ModelAnswered answer, Usage usage) {
    return of(
        answer.atMillis(),
        session,
        "api_request",
        "model",
        answer.model(),
        "request_id",
        answer.response(),
        "query_source",
        "repl_main_thread",
        "input_tokens",
        Long.toString(usage.input()),
        "output_tokens",
        Long.toString(usage.output()),
        "cache_read_tokens",
        Long.toString(usage.cacheRead()),
        "cache_creation_tokens",
        Long.toString(usage.cacheWrite5m() + usage.cacheWrite1h()));
  }

  private static Sent of(long atMillis, String session, String name, String... pairs) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("session.id", session);
    for (int i = 0; i < pairs.length; i += 2) {
      attributes.put(pairs[i], pairs[i + 1]);
    }
    return new Sent(atMillis, session, name, attributes);
  }
}
