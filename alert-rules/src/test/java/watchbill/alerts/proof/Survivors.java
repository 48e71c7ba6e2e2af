package watchbill.alerts.proof;

import java.util.Map;

/// Mutants that no example can notice, or that none has to.
final class Survivors {
  private static final String NATIVE =
      "promtool 2.42 has no notation for native histograms; DistributionTest reads that form";

  /// The reasons, by the mutant's name.
  static final Map<String, String> ALLOWED =
      Map.of(
          "tenant_role:agent_recovery_seconds:sum: or becomes unless",
          NATIVE,
          "tenant_role:agent_recovery_seconds:sum: {phase=\"resumed\"} (the 2. one) becomes {}",
          NATIVE,
          "tenant_role:agent_recoveries:sum: or becomes unless",
          NATIVE,
          "tenant_role:agent_recoveries:sum: {phase=\"resumed\"} (the 2. one) becomes {}",
          NATIVE);

  private Survivors() {}
}
