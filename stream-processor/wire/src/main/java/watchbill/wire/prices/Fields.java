package watchbill.wire.prices;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of an object in our own price files, with the place where it stands: what is wrong is
/// said with key, wanted and found.
record Fields(String path, Map<String, JsonValue> values) {
  static Fields of(String path, JsonValue value) {
    if (value instanceof JsonValue.Obj object) {
      return new Fields(path, object.fields());
    }
    throw new IllegalArgumentException(path + ": want an object, have " + value);
  }

  /// Refuses keys that are none of these.
  Fields only(List<String> keys) {
    for (String key : values.keySet()) {
      if (!keys.contains(key)) {
        throw wrong(key, String.join(", ", keys), "this key");
      }
    }
    return this;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String text(String key) {
    String text = optionalText(key);
    if (text == null) {
      throw wrong(key, "a text", "nothing");
    }
    return text;
  }

  @Nullable String optionalText(String key) {
    JsonValue value = values.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonValue.Text text)) {
      throw wrong(key, "a text", value.toString());
    }
    if (text.text().isBlank()) {
      throw wrong(key, "a text", "an empty one");
    }
    return text.text();
  }

  Fields object(String key) {
    JsonValue value = values.get(key);
    if (value == null) {
      throw wrong(key, "an object", "nothing");
    }
    return of(place(key), value);
  }

  /// The items of a list; none when there is no such key.
  List<JsonValue> list(String key) {
    JsonValue value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonValue.Arr list) {
      return list.items();
    }
    throw wrong(key, "a list", value.toString());
  }

  String place(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  IllegalArgumentException wrong(String key, String want, String have) {
    return new IllegalArgumentException(place(key) + ": want " + want + ", have " + have);
  }
}
