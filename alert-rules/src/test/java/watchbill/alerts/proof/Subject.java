package watchbill.alerts.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An alert under examination.
///
/// @param recorded what it asks for, directly or not, in the order in which it is recorded
/// @param tests its examples
record Subject(Rule alert, List<Rule> recorded, List<JsonNode> tests) {
  /// An alert that differs in one place from the one that it came from, in its own rule or in one
  /// that is recorded for it.
  ///
  /// @param name the rule that was changed, and how
  /// @param rules what has to be evaluated, the alert last; named so that all mutants fit into one
  ///   file
  record Mutant(String name, List<Rule> rules) {
    Rule alert() {
      return rules.getLast();
    }
  }

  static Subject of(Rule alert, List<Rule> allRecorded, List<JsonNode> allTests) {
    var needed = new ArrayDeque<Rule>();
    var asking = new ArrayList<Expression>();
    asking.add(Expression.of(alert.expression()));
    for (Rule recorded : allRecorded.reversed()) {
      if (asking.stream().anyMatch(expression -> expression.names(recorded.name()))) {
        needed.addFirst(recorded);
        asking.add(Expression.of(recorded.expression()));
      }
    }
    return new Subject(
        alert,
        List.copyOf(needed),
        allTests.stream().filter(test -> isAbout(test, alert.name())).toList());
  }

  private static boolean isAbout(JsonNode test, String alert) {
    return test.path("alert_rule_test").path(0).path("alertname").asText().equals(alert);
  }

  /// All mutants; the first is none, but the alert as it is.
  List<Mutant> mutants() {
    var mutants = new ArrayList<Mutant>();
    mutants.add(mutant(0, "unchanged", alert));
    var sources = new ArrayList<>(recorded);
    sources.add(alert);
    for (Rule source : sources) {
      for (Rule.Changed changed : source.mutants()) {
        String name = source.name() + ": " + changed.change();
        mutants.add(mutant(mutants.size(), name, changed.rule()));
      }
    }
    return mutants;
  }

  /// The rule in the place of the one of its name, and after it all that rests on it, under names
  /// of their own.
  private Mutant mutant(int number, String name, Rule changed) {
    var rules = new ArrayList<Rule>();
    Map<String, String> names = new HashMap<>();
    var all = new ArrayList<>(recorded);
    all.add(alert);
    for (Rule rule : all) {
      Rule now = rule.name().equals(changed.name()) ? changed : rule;
      Expression expression = Expression.of(now.expression());
      boolean rests = names.keySet().stream().anyMatch(expression::names);
      if (rests || now.equals(changed) || rule.equals(alert)) {
        String own = rule.name() + "_" + number;
        rules.add(now.asking(expression.renamed(names)).named(own));
        names.put(rule.name(), own);
      }
    }
    return new Mutant(name, rules);
  }
}
