package watchbill.core.rules;

import java.util.List;
import java.util.stream.Collectors;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.StuckCause;

/// What the rules that speak at a moment make of an agent.
///
/// @param stuck whether that is enough to call it stuck; otherwise it is suspect
/// @param rules at least one; the one that names the cause first
record Verdict(boolean stuck, List<Rule> rules) {
  /// How many of the last calls are evidence.
  private static final int CALLS = 10;

  StuckCause cause(AgentState state) {
    return rules.getFirst().cause(state);
  }

  List<RuleKind> kinds() {
    return rules.stream().map(Rule::kind).toList();
  }

  Evidence evidence(AgentState state) {
    String text =
        rules.stream().map(rule -> rule.evidence(state)).collect(Collectors.joining("; "));
    String cluster = Phrases.cluster(state);
    return new Evidence(
        kinds(),
        cluster.isEmpty() || text.contains(cluster) ? text : text + ", " + cluster,
        state.patterns.calls().last(CALLS),
        state.tokensSinceProgress,
        state.picoUsdSinceProgress,
        cluster);
  }
}
