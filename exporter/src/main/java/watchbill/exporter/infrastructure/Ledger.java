package watchbill.exporter.infrastructure;

import java.util.HashMap;
import java.util.Map;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.ResourceLabels;

/// What a cluster has cost so far: each bill holds from its moment to the next one's. For one
/// thread.
///
/// Time in which nobody looked is nobody's cost: after a longer gap than is believed, and while a
/// bill is unknown, nothing is added.
final class Ledger {
  private final long longestGapMillis;
  private final Meters<ResourceLabels> shares = new Meters<>();
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
      shares.advance(current.shares(), millis);
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

  /// What each share of the cluster has cost.
  Meters<ResourceLabels> shares() {
    return shares;
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
