package watchbill.alerts.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.alerts.yaml.RuleFiles;

/// The rules as Prometheus reads them.
///
/// @param groups the rules of each group, by its name, in order
/// @param tests the examples
record RuleSet(Map<String, List<Rule>> groups, List<JsonNode> tests) {
  private static final YAMLMapper YAML = new YAMLMapper();

  static RuleSet generated() throws IOException {
    Map<String, List<Rule>> groups = new LinkedHashMap<>();
    for (JsonNode group : YAML.readTree(file("rules.yaml")).path("groups")) {
      var rules = new ArrayList<Rule>();
      group.path("rules").forEach(rule -> rules.add(Rule.of(rule)));
      groups.put(group.path("name").asText(), rules);
    }
    var tests = new ArrayList<JsonNode>();
    YAML.readTree(file("rules_test.yaml")).path("tests").forEach(tests::add);
    return new RuleSet(groups, tests);
  }

  /// The text of a generated file.
  static String file(String name) {
    return RuleFiles.all().stream()
        .filter(file -> file.path().endsWith("/" + name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  List<Rule> all() {
    return groups.values().stream().flatMap(List::stream).toList();
  }

  List<Rule> recorded() {
    return all().stream().filter(rule -> !rule.record().isEmpty()).toList();
  }

  List<Rule> alerts() {
    return all().stream().filter(rule -> rule.record().isEmpty()).toList();
  }

  /// What the mutation run examines.
  List<Subject> subjects() {
    return alerts().stream().map(alert -> Subject.of(alert, recorded(), tests)).toList();
  }
}
