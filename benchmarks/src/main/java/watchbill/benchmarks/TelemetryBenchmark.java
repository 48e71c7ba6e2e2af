package watchbill.benchmarks;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;
import watchbill.wire.otlp.Encoding;
import watchbill.wire.otlp.Memory;
import watchbill.wire.otlp.OtlpEvent;
import watchbill.wire.otlp.OtlpOutcome;
import watchbill.wire.otlp.OtlpRequest;
import watchbill.wire.otlp.Telemetry;
import watchbill.wire.otlp.TelemetryMapper;

/// From a request of OTLP logs to the events as bytes for the log, against the official model
/// merely decoding the same bytes. The records are those of Claude Code: a prompt, then answers and
/// tool calls, with all attributes that it sends; 100 records a request, 20 sessions.
final class TelemetryBenchmark {
  private static final int REQUESTS = 200;
  private static final int RECORDS = 100;
  private static final int SESSIONS = 20;
  private static final long T0 = 1_770_000_000_000L;

  private final List<byte[]> requests = new ArrayList<>();
  private final EventWriter writer = new EventWriter();

  TelemetryBenchmark() {
    for (int i = 0; i < REQUESTS; i++) {
      requests.add(request(i));
    }
  }

  Report run(PrintStream out) {
    long bytes = 0;
    for (byte[] request : requests) {
      bytes += request.length;
    }
    out.printf(
        "one operation: a log record of %.0f bytes on average%n",
        (double) bytes / REQUESTS / RECORDS);
    return new PairedRun(
            "OTLP logs to events: watchbill, against the official model decoding the same bytes",
            new Alternative("watchbill", REQUESTS * RECORDS, this::map),
            new Alternative("opentelemetry-proto", REQUESTS * RECORDS, this::decode))
        .run();
  }

  private long map() {
    Map<String, byte[]> remembered = new HashMap<>();
    Memory memory =
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
    TelemetryMapper mapper = new TelemetryMapper();
    OtlpRequest request =
        new OtlpRequest("acme", "", Telemetry.LOGS, Encoding.PROTOBUF, T0 + 3_600_000);
    long written = 0;
    for (byte[] body : requests) {
      switch (mapper.take(request, body, memory)) {
        case OtlpOutcome.Taken taken -> {
          for (OtlpEvent event : taken.events()) {
            AgentKey agent = event.agent();
            written += writer.write(event.id(), EventSource.of(agent), event.event()).length;
          }
        }
        case OtlpOutcome.Unreadable unreadable ->
            throw new IllegalStateException("want a request, have " + unreadable.detail());
      }
    }
    return written;
  }

  private long decode() {
    long records = 0;
    try {
      for (byte[] body : requests) {
        records +=
            ExportLogsServiceRequest.parseFrom(body)
                .getResourceLogs(0)
                .getScopeLogs(0)
                .getLogRecordsCount();
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("want a request", e);
    }
    return records;
  }

  private static byte[] request(int number) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < RECORDS; i++) {
      int record = number * RECORDS + i;
      String session = "5a3c6d20-0000-4000-8000-0000000000" + (10 + number % SESSIONS);
      switch (i % 4) {
        case 0 ->
            scope.addLogRecords(record(record, session, "user_prompt", "prompt_length", "120"));
        case 1 ->
            scope.addLogRecords(
                record(
                    record,
                    session,
                    "api_request",
                    "model",
                    "claude-opus-4-6",
                    "cost_usd",
                    "0.021",
                    "duration_ms",
                    "1834",
                    "input_tokens",
                    "12",
                    "output_tokens",
                    "423",
                    "cache_read_tokens",
                    "84562",
                    "cache_creation_tokens",
                    "1096",
                    "request_id",
                    "req_" + record,
                    "speed",
                    "normal",
                    "query_source",
                    "repl_main_thread"));
        case 2 ->
            scope.addLogRecords(
                record(
                    record,
                    session,
                    "tool_decision",
                    "tool_name",
                    "Bash",
                    "tool_use_id",
                    "toolu_" + record,
                    "decision",
                    "accept",
                    "source",
                    "config"));
        default ->
            scope.addLogRecords(
                record(
                    record,
                    session,
                    "tool_result",
                    "tool_name",
                    "Bash",
                    "tool_use_id",
                    "toolu_" + (record - 1),
                    "success",
                    "true",
                    "duration_ms",
                    "57",
                    "tool_input_size_bytes",
                    "120",
                    "tool_result_size_bytes",
                    "3000"));
      }
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(pair("service.name", "claude-code"))
                        .addAttributes(pair("host.arch", "amd64"))
                        .addAttributes(pair("os.type", "linux")))
                .addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  private static LogRecord record(int number, String session, String name, String... pairs) {
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setTimeUnixNano((T0 + number * 10L) * 1_000_000)
            .setBody(AnyValue.newBuilder().setStringValue("claude_code." + name))
            .addAttributes(pair("event.name", name))
            .addAttributes(pair("event.timestamp", "2026-02-02T02:40:00.000Z"))
            .addAttributes(pair("event.sequence", Integer.toString(number)))
            .addAttributes(pair("session.id", session))
            .addAttributes(pair("prompt.id", "p-" + number / 40))
            .addAttributes(pair("organization.id", "00000000-0000-4000-8000-000000000000"))
            .addAttributes(pair("user.account_uuid", "00000000-0000-4000-8000-000000000001"))
            .addAttributes(pair("user.email", "somebody@example.test"))
            .addAttributes(pair("terminal.type", "vscode"));
    for (int i = 0; i < pairs.length; i += 2) {
      record.addAttributes(pair(pairs[i], pairs[i + 1]));
    }
    return record.build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
