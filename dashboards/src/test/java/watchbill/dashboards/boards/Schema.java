package watchbill.dashboards.boards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The part of JSON Schema (draft 7) that Grafana's schemas are written in.
final class Schema {
  private final JsonNode root;

  Schema(JsonNode root) {
    this.root = root;
  }

  /// What is wrong with a value by one of the definitions; each error begins with the place.
  List<String> errors(String definition, JsonNode value) {
    var errors = new ArrayList<String>();
    JsonNode schema = root.path("definitions").path(definition);
    if (schema.isMissingNode()) {
      throw new IllegalArgumentException("no definition " + definition);
    }
    check(schema, value, "", errors);
    return errors;
  }

  /// The constants that the definitions are.
  List<String> constants() {
    return root.get("definitions").valueStream().map(node -> node.path("const").asText()).toList();
  }

  /// What Grafana's types call `any`, its schemas call an object of anything.
  private static boolean isAnything(JsonNode schema) {
    JsonNode others = schema.path("additionalProperties");
    return schema.path("type").asText().equals("object") && others.isObject() && others.isEmpty();
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> errors) {
    if (isAnything(schema)) {
      return;
    }
    if (schema.has("$ref")) {
      String ref = schema.get("$ref").asText();
      check(root.at(ref.substring(1)), value, at, errors);
    }
    if (schema.has("type") && !isA(schema.get("type").asText(), value)) {
      errors.add(at + ": want " + schema.get("type").asText() + ", have " + value);
      return;
    }
    if (schema.has("const") && !schema.get("const").equals(value)) {
      errors.add(at + ": want " + schema.get("const") + ", have " + value);
    }
    if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
      errors.add(at + ": want one of " + schema.get("enum") + ", have " + value);
    }
    for (JsonNode part : schema.path("allOf")) {
      check(part, value, at, errors);
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.has(choice)
          && schema.get(choice).valueStream().noneMatch(part -> fits(part, value))) {
        errors.add(at + ": fits none of " + choice + ", have " + value);
      }
    }
    for (JsonNode key : schema.path("required")) {
      if (!value.has(key.asText())) {
        errors.add(at + ": misses " + key.asText());
      }
    }
    if (value.isObject() && (schema.has("properties") || schema.has("additionalProperties"))) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        property(schema, field.getKey(), field.getValue(), at, errors);
      }
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.get("items"), value.get(i), at + "/" + i, errors);
      }
    }
  }

  private void property(
      JsonNode schema, String key, JsonNode value, String at, List<String> errors) {
    JsonNode known = schema.path("properties").path(key);
    JsonNode others = schema.path("additionalProperties");
    if (!known.isMissingNode()) {
      check(known, value, at + "/" + key, errors);
    } else if (others.isBoolean() && !others.asBoolean()) {
      errors.add(at + ": unknown key " + key);
    } else if (others.isObject()) {
      check(others, value, at + "/" + key, errors);
    }
  }

  private boolean fits(JsonNode schema, JsonNode value) {
    var errors = new ArrayList<String>();
    check(schema, value, "", errors);
    return errors.isEmpty();
  }

  private static boolean isA(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("no such type: " + type);
    };
  }
}
