package watchbill.wire.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.StringJoiner;

/// The bodies of answers: a partial success, or a status with a message
/// (https://opentelemetry.io/docs/specs/otlp/#otlphttp-response).
public final class OtlpAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int INVALID_ARGUMENT = 3;

  private OtlpAnswer() {}

  /// The body that answers a request, in its encoding.
  public static byte[] of(OtlpRequest request, OtlpOutcome outcome) {
    return switch (outcome) {
      case OtlpOutcome.Taken taken -> partial(request, taken);
      case OtlpOutcome.Unreadable unreadable ->
          status(request.encoding(), INVALID_ARGUMENT, unreadable.detail());
    };
  }

  /// A `google.rpc.Status`, for whatever else goes wrong.
  ///
  /// @param code of https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
  public static byte[] status(Encoding encoding, int code, String message) {
    return switch (encoding) {
      case PROTOBUF -> {
        ProtoOutput out = new ProtoOutput();
        out.number(1, code);
        out.text(2, message);
        yield out.toBytes();
      }
      case JSON ->
          json(generator -> {
            generator.writeNumberField("code", code);
            generator.writeStringField("message", message);
          });
    };
  }

  private static byte[] partial(OtlpRequest request, OtlpOutcome.Taken taken) {
    long refused = taken.refused().values().stream().mapToLong(Long::longValue).sum();
    StringJoiner why = new StringJoiner(", ");
    taken.refused().forEach((reason, count) -> why.add(count + " " + reason.label()));
    return switch (request.encoding()) {
      case PROTOBUF -> {
        ProtoOutput out = new ProtoOutput();
        if (refused > 0) {
          ProtoOutput inner = new ProtoOutput();
          inner.number(1, refused);
          inner.text(2, why.toString());
          out.bytes(1, inner.toBytes());
        }
        yield out.toBytes();
      }
      case JSON ->
          json(generator -> {
            if (refused > 0) {
              generator.writeObjectFieldStart("partialSuccess");
              generator.writeStringField(refusedName(request.telemetry()), Long.toString(refused));
              generator.writeStringField("errorMessage", why.toString());
              generator.writeEndObject();
            }
          });
    };
  }

  private static String refusedName(Telemetry telemetry) {
    return switch (telemetry) {
      case LOGS -> "rejectedLogRecords";
      case METRICS -> "rejectedDataPoints";
      case TRACES -> "rejectedSpans";
    };
  }

  /// Writes the fields of one object.
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] json(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing an answer into memory", e);
    }
    return bytes.toByteArray();
  }
}
