package watchbill.connectors.kubernetes;

/// What a disruption budget limits, in its own words.
public sealed interface BudgetLimit {
  /// So many pods must stay.
  record MinAvailable(PodShare share) implements BudgetLimit {}

  /// So many pods may be away.
  record MaxUnavailable(PodShare share) implements BudgetLimit {}

  /// It says neither, or nothing that can be read.
  record None() implements BudgetLimit {}
}
