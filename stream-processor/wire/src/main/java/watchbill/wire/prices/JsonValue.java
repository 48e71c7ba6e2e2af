package watchbill.wire.prices;

import java.util.List;
import java.util.Map;

/// A part of a JSON document. Numbers keep their text, so that none of it is lost.
sealed interface JsonValue {
  record Obj(Map<String, JsonValue> fields) implements JsonValue {
    @Override
    public String toString() {
      return "an object";
    }
  }

  record Arr(List<JsonValue> items) implements JsonValue {
    @Override
    public String toString() {
      return "a list";
    }
  }

  record Text(String text) implements JsonValue {
    @Override
    public String toString() {
      return text;
    }
  }

  record Num(String text) implements JsonValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /// `true`, `false` or `null`.
  record Word(String text) implements JsonValue {
    @Override
    public String toString() {
      return text;
    }
  }
}
