package watchbill.connectors.spine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Values by name, from JSON of any nesting: `{"replication": {"lagSeconds": 2}}` is
/// `replication_lag_seconds`. What was put first holds. For one thread.
final class SpineFields {
  private static final int DEEPEST = 8;
  private static final int MOST = 1_000;

  private final Map<String, String> values = new HashMap<>();

  /// Adds the scalars of an object, and how many there are in each list.
  void addAll(JsonNode object) {
    addAll("", object, 0);
  }

  /// Adds what others hold.
  void addAll(SpineFields others) {
    others.values.forEach(this::add);
  }

  /// Adds a value.
  void add(String name, String value) {
    if (values.size() < MOST) {
      values.putIfAbsent(name, value);
    }
  }

  private void addAll(String prefix, JsonNode node, int depth) {
    if (node.isObject() && depth < DEEPEST) {
      node.forEachEntry((key, value) -> {
        String name = snake(key);
        addAll(prefix.isEmpty() ? name : prefix + '_' + name, value, depth + 1);
      });
    } else if (node.isArray()) {
      add(prefix, Integer.toString(node.size()));
    } else if (node.isValueNode() && !node.isNull()) {
      add(prefix, node.asText());
    }
  }

  /// The first of these that is there; empty when none is.
  String text(String... names) {
    for (String name : names) {
      String value = values.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /// The first of these that is a number, not negative.
  OptionalDouble number(String... names) {
    for (String name : names) {
      String value = values.getOrDefault(name, "");
      if (value.matches("\\d{1,18}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?")) {
        return OptionalDouble.of(Double.parseDouble(value));
      }
    }
    return OptionalDouble.empty();
  }

  /// The same as a whole number.
  OptionalLong whole(String... names) {
    OptionalDouble number = number(names);
    return number.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(number.getAsDouble()));
  }

  /// The first of these that says yes or no.
  Optional<Boolean> flag(String... names) {
    for (String name : names) {
      switch (values.getOrDefault(name, "").toLowerCase(Locale.ROOT)) {
        case "true", "1", "1.0", "yes" -> {
          return Optional.of(true);
        }
        case "false", "0", "0.0", "no" -> {
          return Optional.of(false);
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static String snake(String key) {
    return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(Locale.ROOT);
  }
}
