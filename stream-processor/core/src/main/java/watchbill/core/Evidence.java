package watchbill.core;

import java.util.List;

/// What a verdict rests on.
///
/// @param rules that speak against the agent, the one that names the cause first
/// @param text the same for a person: a tool, a call, a pod, times
/// @param calls the last calls that came back, oldest first, at most ten
/// @param tokensSinceProgress tokens of all classes since the agent last made progress
/// @param picoUsdSinceProgress what they cost
/// @param cluster what Kubernetes says of the agent's pods, for a person; empty when nothing
public record Evidence(
    List<RuleKind> rules,
    String text,
    List<CallPrint> calls,
    long tokensSinceProgress,
    long picoUsdSinceProgress,
    String cluster) {
  public Evidence {
    rules = List.copyOf(rules);
    calls = List.copyOf(calls);
  }

  /// What one rule says, and nothing else.
  public static Evidence of(RuleKind rule, String text) {
    return new Evidence(List.of(rule), text, List.of(), 0, 0, "");
  }

  /// A call as it is remembered: fingerprints in the place of its arguments and of its result. 0
  /// where the agent did not say.
  public record CallPrint(String tool, long args, long result, ToolOutcome outcome) {}
}
