package watchbill.deploy.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import watchbill.connectors.real.SharedData;

/// A kind of an operator by its own definition, as far as the operator of Prometheus uses schemas.
record CustomResource(JsonNode schema) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /// The kind of this plural; the definitions are not part of the repository.
  static CustomResource of(String plural) throws IOException {
    JsonNode definition =
        YAML.readTree(
            SharedData.file("crds/monitoring.coreos.com_" + plural + ".yaml").toFile());
    return new CustomResource(definition.at("/spec/versions/0/schema/openAPIV3Schema"));
  }

  /// What the API server would refuse or drop of this object.
  List<String> errors(JsonNode object) {
    List<String> errors = new ArrayList<>();
    for (String part : (Iterable<String>) object::fieldNames) {
      if (!part.equals("metadata")) {
        check(schema.path("properties").path(part), object.get(part), part, errors);
      }
    }
    return errors;
  }

  private static void check(JsonNode schema, JsonNode value, String path, List<String> errors) {
    if (schema.isMissingNode()) {
      errors.add(path + ": unknown key");
    } else if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      require(value.isInt() || value.isTextual(), path + ": want a number or a text", errors);
    } else if (value.isObject()) {
      require(schema.path("type").asText().equals("object"), path + ": have an object", errors);
      for (JsonNode required : schema.path("required")) {
        require(value.has(required.asText()), path + ": want " + required.asText(), errors);
      }
      for (String key : (Iterable<String>) value::fieldNames) {
        JsonNode of = schema.path("properties").path(key);
        check(
            of.isMissingNode() ? schema.path("additionalProperties") : of,
            value.get(key),
            path + "/" + key,
            errors);
      }
    } else if (value.isArray()) {
      require(schema.path("type").asText().equals("array"), path + ": have a list", errors);
      value.forEach(item -> check(schema.path("items"), item, path + "[]", errors));
    } else {
      scalar(schema, value, path, errors);
    }
  }

  private static void scalar(JsonNode schema, JsonNode value, String path, List<String> errors) {
    boolean fits =
        switch (schema.path("type").asText()) {
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          default -> false;
        };
    require(fits, path + ": want " + schema.path("type") + ", have " + value, errors);
    if (schema.has("pattern")) {
      Pattern pattern = Pattern.compile(schema.get("pattern").asText());
      require(pattern.matcher(value.asText()).find(), path + ": want " + pattern, errors);
    }
    if (schema.has("enum")) {
      boolean listed = false;
      for (JsonNode one : schema.get("enum")) {
        listed |= one.equals(value);
      }
      require(listed, path + ": want one of " + schema.get("enum"), errors);
    }
  }

  private static void require(boolean holds, String otherwise, List<String> errors) {
    if (!holds) {
      errors.add(otherwise);
    }
  }
}
