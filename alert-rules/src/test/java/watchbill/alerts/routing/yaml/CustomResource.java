package watchbill.alerts.routing.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The schema of a custom resource, as far as the operator's use it: types, required and unknown
/// keys, enums, patterns and least lengths.
record CustomResource(JsonNode schema) {
  /// What the API server would refuse or drop of this value.
  List<String> errors(JsonNode value) {
    var errors = new ArrayList<String>();
    check(schema, value, "", errors);
    return errors;
  }

  private static void check(JsonNode schema, JsonNode value, String path, List<String> errors) {
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return;
    }
    switch (schema.path("type").asText()) {
      case "object" -> object(schema, value, path, errors);
      case "array" -> {
        if (!value.isArray() || value.size() < schema.path("minItems").asInt()) {
          errors.add(path + ": want a list of enough items, have " + value);
        }
        for (int i = 0; i < value.size(); i++) {
          check(schema.path("items"), value.get(i), path + "[" + i + "]", errors);
        }
      }
      case "string" -> string(schema, value, path, errors);
      case "boolean" -> require(value.isBoolean(), path + ": want true or false", errors);
      case "integer" -> require(value.isInt(), path + ": want a whole number", errors);
      default -> errors.add(path + ": want a known type, have " + schema.path("type"));
    }
  }

  private static void object(JsonNode schema, JsonNode value, String path, List<String> errors) {
    require(value.isObject(), path + ": want an object, have " + value, errors);
    for (JsonNode required : schema.path("required")) {
      require(value.has(required.asText()), path + ": want " + required.asText(), errors);
    }
    for (String key : (Iterable<String>) value::fieldNames) {
      JsonNode of = schema.path("properties").path(key);
      if (of.isMissingNode()) {
        of = schema.path("additionalProperties");
      }
      if (of.isMissingNode() && !(path.isEmpty() && key.equals("metadata"))) {
        errors.add(path + ": unknown key " + key);
      } else if (!path.isEmpty() || !key.equals("metadata")) {
        check(of, value.get(key), path + "/" + key, errors);
      }
    }
  }

  private static void string(JsonNode schema, JsonNode value, String path, List<String> errors) {
    String text = value.asText();
    require(value.isTextual(), path + ": want a text, have " + value, errors);
    require(
        text.length() >= schema.path("minLength").asInt(), path + ": want a longer text", errors);
    if (schema.has("pattern")) {
      boolean fits = Pattern.compile(schema.get("pattern").asText()).matcher(text).find();
      require(fits, path + ": want " + schema.get("pattern") + ", have " + text, errors);
    }
    if (schema.has("enum")) {
      boolean listed = false;
      for (JsonNode one : schema.get("enum")) {
        listed |= one.asText().equals(text);
      }
      require(listed, path + ": want one of " + schema.get("enum") + ", have " + text, errors);
    }
  }

  private static void require(boolean holds, String otherwise, List<String> errors) {
    if (!holds) {
      errors.add(otherwise);
    }
  }
}
