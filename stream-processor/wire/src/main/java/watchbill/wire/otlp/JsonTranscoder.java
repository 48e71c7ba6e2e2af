package watchbill.wire.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From a request in JSON to the same in protobuf, as far as it is read. What stands at a wrong
/// place makes the whole unreadable.
final class JsonTranscoder {
  private static final int MAX_DEPTH = 64;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_HEX = 64;
  private static final Map<String, Long> CONSTANTS =
      Map.of(
          "AGGREGATION_TEMPORALITY_DELTA", 1L,
          "AGGREGATION_TEMPORALITY_CUMULATIVE", 2L,
          "STATUS_CODE_OK", 1L,
          "STATUS_CODE_ERROR", 2L);

  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private String problem = "";

  /// The request in protobuf, or null when it is none.
  byte @Nullable [] read(Telemetry telemetry, byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        problem = "body: want a JSON object";
        return null;
      }
      ProtoOutput out = new ProtoOutput();
      message(json, JsonForm.of(telemetry), out);
      if (problem.isEmpty() && json.nextToken() != null) {
        problem = "body: want nothing after the request";
      }
      return problem.isEmpty() ? out.toBytes() : null;
    } catch (IOException _) {
      problem = "body: want JSON of at most " + MAX_DEPTH + " levels";
      return null;
    }
  }

  /// What was wrong with the last one that was none.
  String problem() {
    return problem;
  }

  private void message(JsonParser json, JsonForm form, ProtoOutput out) throws IOException {
    while (problem.isEmpty() && json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonForm.Field field = form.fields().get(name);
      JsonToken first = json.nextToken();
      if (field == null || first == JsonToken.VALUE_NULL) {
        json.skipChildren();
      } else if (first == JsonToken.START_ARRAY) {
        while (problem.isEmpty() && json.nextToken() != JsonToken.END_ARRAY) {
          value(json, name, field, out);
        }
      } else {
        value(json, name, field, out);
      }
    }
  }

  private void value(JsonParser json, String name, JsonForm.Field field, ProtoOutput out)
      throws IOException {
    JsonToken token = json.currentToken();
    boolean good =
        switch (field.kind()) {
          case MESSAGE -> {
            if (token != JsonToken.START_OBJECT) {
              yield false;
            }
            ProtoOutput inner = new ProtoOutput();
            message(json, field.form(), inner);
            out.bytes(field.number(), inner.toBytes());
            yield true;
          }
          case TEXT -> {
            if (token == JsonToken.VALUE_STRING) {
              out.text(field.number(), json.getText());
            }
            yield token == JsonToken.VALUE_STRING;
          }
          case VARINT -> {
            Long number = whole(json);
            if (number != null) {
              out.number(field.number(), number);
            }
            yield number != null;
          }
          case FIXED64 -> {
            Long number = whole(json);
            if (number != null) {
              out.fixed64(field.number(), number);
            }
            yield number != null;
          }
          case DOUBLE -> {
            Double number = fraction(json);
            if (number != null) {
              out.fixed64(field.number(), Double.doubleToRawLongBits(number));
            }
            yield number != null;
          }
          case HEX -> {
            byte[] bytes = token == JsonToken.VALUE_STRING ? hex(json.getText()) : null;
            if (bytes != null) {
              out.bytes(field.number(), bytes);
            }
            yield bytes != null;
          }
        };
    if (!good && problem.isEmpty()) {
      problem = name + ": want a value of its kind";
    }
  }

  private static @Nullable Long whole(JsonParser json) throws IOException {
    String text = json.getText();
    if (text.length() > LONGEST_NUMBER) {
      return null;
    }
    return switch (json.currentToken()) {
      case VALUE_TRUE -> 1L;
      case VALUE_FALSE -> 0L;
      case VALUE_NUMBER_INT, VALUE_STRING -> {
        Long constant = CONSTANTS.get(text);
        if (constant != null) {
          yield constant;
        }
        try {
          yield text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
          yield null;
        }
      }
      default -> null;
    };
  }

  private static @Nullable Double fraction(JsonParser json) throws IOException {
    String text = json.getText();
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> {
        if (text.length() > LONGEST_NUMBER) {
          yield null;
        }
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException _) {
          yield null;
        }
      }
      default -> null;
    };
  }

  private static byte @Nullable [] hex(String text) {
    if (text.length() > LONGEST_HEX || (text.length() & 1) != 0) {
      return null;
    }
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
