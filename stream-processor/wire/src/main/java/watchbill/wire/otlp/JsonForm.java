package watchbill.wire.otlp;

import java.util.HashMap;
import java.util.Map;

/// The messages of OTLP as far as they are read: the JSON name, number and kind of each field
/// (https://github.com/open-telemetry/opentelemetry-proto). A name that does not stand here is
/// skipped.
final class JsonForm {
  /// How a field is written.
  enum Kind {
    MESSAGE,
    TEXT,
    /// A whole number, a boolean, or an enum constant by number or name.
    VARINT,
    /// 64 bits as a number, or a text of digits.
    FIXED64,
    DOUBLE,
    /// Bytes in hexadecimal digits, as identifiers are.
    HEX
  }

  /// A field.
  ///
  /// @param form of its message; of other kinds an empty one
  record Field(int number, Kind kind, JsonForm form) {}

  private static final JsonForm NONE = new JsonForm();
  private static final JsonForm ANY =
      new JsonForm()
          .with("stringValue", 1, Kind.TEXT)
          .with("boolValue", 2, Kind.VARINT)
          .with("intValue", 3, Kind.VARINT)
          .with("doubleValue", 4, Kind.DOUBLE);
  private static final JsonForm PAIR =
      new JsonForm().with("key", 1, Kind.TEXT).with("value", 2, ANY);
  private static final JsonForm RESOURCE = new JsonForm().with("attributes", 1, PAIR);
  private static final JsonForm SCOPE = new JsonForm().with("name", 1, Kind.TEXT);
  private static final JsonForm LOG =
      new JsonForm()
          .with("timeUnixNano", 1, Kind.FIXED64)
          .with("body", 5, ANY)
          .with("attributes", 6, PAIR)
          .with("observedTimeUnixNano", 11, Kind.FIXED64)
          .with("eventName", 12, Kind.TEXT);
  private static final JsonForm STATUS = new JsonForm().with("code", 3, Kind.VARINT);
  private static final JsonForm SPAN =
      new JsonForm()
          .with("traceId", 1, Kind.HEX)
          .with("spanId", 2, Kind.HEX)
          .with("parentSpanId", 4, Kind.HEX)
          .with("name", 5, Kind.TEXT)
          .with("startTimeUnixNano", 7, Kind.FIXED64)
          .with("endTimeUnixNano", 8, Kind.FIXED64)
          .with("attributes", 9, PAIR)
          .with("status", 15, STATUS);
  private static final JsonForm NUMBER =
      times()
          .with("asDouble", 4, Kind.DOUBLE)
          .with("asInt", 6, Kind.FIXED64)
          .with("attributes", 7, PAIR);
  private static final JsonForm METRIC =
      new JsonForm()
          .with("name", 1, Kind.TEXT)
          .with("sum", 7, points(NUMBER))
          .with("histogram", 9, points(distribution(9)))
          .with("exponentialHistogram", 10, points(distribution(1)));

  private final Map<String, Field> fields = new HashMap<>();

  private JsonForm() {}

  /// The form of a request.
  static JsonForm of(Telemetry telemetry) {
    return switch (telemetry) {
      case LOGS -> LOGS;
      case METRICS -> METRICS;
      case TRACES -> TRACES;
    };
  }

  /// The fields by their names.
  Map<String, Field> fields() {
    return fields;
  }

  private static final JsonForm LOGS = request("resourceLogs", "scopeLogs", "logRecords", LOG);
  private static final JsonForm METRICS =
      request("resourceMetrics", "scopeMetrics", "metrics", METRIC);
  private static final JsonForm TRACES = request("resourceSpans", "scopeSpans", "spans", SPAN);

  private static JsonForm request(String resources, String scopes, String items, JsonForm item) {
    JsonForm scope = new JsonForm().with("scope", 1, SCOPE).with(items, 2, item);
    JsonForm resource = new JsonForm().with("resource", 1, RESOURCE).with(scopes, 2, scope);
    return new JsonForm().with(resources, 1, resource);
  }

  private static JsonForm times() {
    return new JsonForm()
        .with("startTimeUnixNano", 2, Kind.FIXED64)
        .with("timeUnixNano", 3, Kind.FIXED64);
  }

  private static JsonForm distribution(int attributes) {
    return times()
        .with("count", 4, Kind.FIXED64)
        .with("sum", 5, Kind.DOUBLE)
        .with("attributes", attributes, PAIR);
  }

  private static JsonForm points(JsonForm point) {
    return new JsonForm()
        .with("dataPoints", 1, point)
        .with("aggregationTemporality", 2, Kind.VARINT);
  }

  private JsonForm with(String name, int number, Kind kind) {
    fields.put(name, new Field(number, kind, NONE));
    return this;
  }

  private JsonForm with(String name, int number, JsonForm form) {
    fields.put(name, new Field(number, Kind.MESSAGE, form));
    return this;
  }
}
