package watchbill.wire.prices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a whole JSON document; a key that is there twice is refused.
final class JsonDocument {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonDocument() {}

  /// @throws IllegalArgumentException when it is no JSON, with the line
  static JsonValue read(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw new IllegalArgumentException("prices: want JSON, have an empty file");
      }
      JsonValue value = value(first, json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("prices: want one JSON object, have more after it");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "prices: want JSON, have at line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("prices: want JSON, have " + e.getMessage(), e);
    }
  }

  private static JsonValue value(JsonToken token, JsonParser json) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      Map<String, JsonValue> fields = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        fields.put(key, value(json.nextToken(), json));
      }
      return new JsonValue.Obj(fields);
    }
    if (token == JsonToken.START_ARRAY) {
      List<JsonValue> items = new ArrayList<>();
      for (JsonToken next = json.nextToken();
          next != JsonToken.END_ARRAY;
          next = json.nextToken()) {
        items.add(value(next, json));
      }
      return new JsonValue.Arr(items);
    }
    String text = json.getText();
    if (token == JsonToken.VALUE_STRING) {
      return new JsonValue.Text(text);
    }
    return token.isNumeric() ? new JsonValue.Num(text) : new JsonValue.Word(text);
  }
}
