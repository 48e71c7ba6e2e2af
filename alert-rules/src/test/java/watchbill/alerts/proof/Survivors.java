package watchbill.alerts.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Mutants that no example can notice, or that none does, each with the reason.
///
/// @param names a regular expression for their whole names
/// @param reason in one sentence
record Survivors(Pattern names, String reason) {
  static final List<Survivors> ALLOWED =
      List.of(
          named(
              "(tenant_role:agent_recover|task_kind:ended_tasks:total).*"
                  + "(or becomes unless|\\{phase=\"resumed\"} \\(the 2. one\\) becomes \\{})",
              "promtool 2.42 has no notation for native histograms; DistributionTest reads that form"),
          named(
              "(AgentBudgetBurn|AgentTokenBudget|budget:).*\\{period=\"\\w+\"}.* becomes \\{}",
              "both sides of a comparison name the period and are matched by it: one is enough"),
          named(
              "AgentBudgetBurn(Fast|Slow): [0-9.]+ \\(the [24]. one\\) becomes .*",
              "NOT SHOWN: the floor holds for a window and for its end, and no example ends between"),
          named(
              "AgentTokensUnpriced: 0( \\(the 2. one\\))? becomes 1",
              "the examples' models are used for hundreds of tokens at once: one more is no news"),
          named(
              "AgentTokensUnpriced: 1h \\(the 2. one\\) becomes .*",
              "NOT SHOWN: a series that is new is shorter than any of these windows"),
          named(
              "task_kind:ended_tasks:growth\\d+m: .*",
              "NOT SHOWN: which of the missed are counted decides the examples, not out of how many"),
          named(
              "task_kind:missed_deadlines:total: 0 becomes .*",
              "it stands for kinds without a series of missed ones, whose growth is 0 either way"));

  /// Why this mutant may survive; empty where it may not.
  static Optional<String> reason(String mutant) {
    return ALLOWED.stream()
        .filter(one -> one.names.matcher(mutant).matches())
        .map(Survivors::reason)
        .findFirst();
  }

  private static Survivors named(String names, String reason) {
    return new Survivors(Pattern.compile(names), reason);
  }
}
