package watchbill.exporter.infrastructure;

import java.util.HashMap;
import java.util.Map;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.ResourceLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.UseLabels;

/// What a cluster has cost so far: each bill holds from its moment to the next one's. For one
/// thread.
///
/// Time in which nobody looked is nobody's cost: after a longer gap than is believed, and while a
/// bill is unknown, nothing is added.
final class Ledger {
  private final long longestGapMillis;
  private final Meters<ResourceLabels> agents = new Meters<>();
  private final Meters<UseLabels> fleet = new Meters<>();
  private final Meters<AgentLabels> actual = new Meters<>();
  private final Meters<AgentLabels> stateless = new Meters<>();
  private Bill current = Bill.UNKNOWN;
  private long sinceMillis;

  Ledger(long longestGapMillis) {
    this.longestGapMillis = longestGapMillis;
  }

  /// From this moment on, the cluster costs this.
  void enter(Bill bill, long nowMillis) {
    long millis = nowMillis - sinceMillis;
    if (millis > 0 && millis <= longestGapMillis) {
      agents.advance(current.agents(), millis);
      fleet.advance(current.fleet(), millis);
      Map<AgentLabels, Long> actualPrices = new HashMap<>();
      Map<AgentLabels, Long> statelessPrices = new HashMap<>();
      current
          .compared()
          .forEach((agent, comparison) -> {
            actualPrices.put(agent, comparison.actual());
            statelessPrices.put(agent, comparison.stateless());
          });
      actual.advance(actualPrices, millis);
      stateless.advance(statelessPrices, millis);
    }
    current = bill;
    sinceMillis = nowMillis;
  }

  /// What each agent's resources have cost.
  Meters<ResourceLabels> agents() {
    return agents;
  }

  /// What the cluster has cost, by what it was used for.
  Meters<UseLabels> fleet() {
    return fleet;
  }

  /// What each agent has cost while it could be compared.
  Meters<AgentLabels> actual() {
    return actual;
  }

  /// What the same work would have cost as a stateless service.
  Meters<AgentLabels> stateless() {
    return stateless;
  }
}
