package watchbill.alerts.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/// A rule of a rule file, as far as it decides what fires.
///
/// @param record the series that it records; empty for an alert
/// @param alert the alert; empty for a recording rule
/// @param pending how long the condition has to hold; empty for not at all
/// @param labels what the rule adds
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Rule(
    String record,
    String alert,
    @JsonProperty("expr") String expression,
    @JsonProperty("for") String pending,
    JsonNode labels) {

  /// A rule that is changed in one place.
  record Changed(String change, Rule rule) {}

  static Rule of(JsonNode node) {
    return new Rule(
        node.path("record").asText(),
        node.path("alert").asText(),
        node.path("expr").asText(),
        node.path("for").asText(),
        node.has("labels") ? node.get("labels") : JsonNodeFactory.instance.objectNode());
  }

  /// What it is called by others.
  String name() {
    return record.isEmpty() ? alert : record;
  }

  Rule named(String name) {
    return record.isEmpty()
        ? new Rule("", name, expression, pending, labels)
        : new Rule(name, "", expression, pending, labels);
  }

  Rule asking(Expression changed) {
    return new Rule(record, alert, changed.toString(), pending, labels);
  }

  /// All that is nearly this rule.
  List<Changed> mutants() {
    var mutants = new ArrayList<Changed>();
    for (Expression.Changed changed : Expression.of(expression).mutants()) {
      mutants.add(new Changed(changed.change(), asking(changed.expression())));
    }
    if (record.isEmpty()) {
      for (String other : Changes.pending(pending)) {
        mutants.add(
            new Changed(
                "for %s becomes %s"
                    .formatted(pending.isEmpty() ? "0" : pending, other.isEmpty() ? "0" : other),
                new Rule("", alert, expression, other, labels)));
      }
    }
    return mutants;
  }
}
