package watchbill.alerts.proof;

import java.util.Map;

/// Mutants that no example can notice, or that none has to.
final class Survivors {
  /// The reasons, by the mutant's name.
  static final Map<String, String> ALLOWED = Map.of();

  private Survivors() {}
}
