package watchbill.exporter.infrastructure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.metrics.catalogue.AgentLabels;

/// Prices agents' work as a stateless container service would that bills CPU and memory while it
/// works. A pod works for as large a share of the time as it uses of the CPU that it asks for. An
/// agent one of whose pods was not measured, asks for no CPU or holds a GPU is not compared.
final class StatelessPricing {
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long NANOCORES = 1_000_000_000;
  private static final long GIB = 1L << 30;

  private final StatelessRates rates;

  StatelessPricing(StatelessRates rates) {
    this.rates = rates;
  }

  /// Writes the comparisons into the draft, which has everything that the agents hold.
  void compare(List<Workload> workloads, BillDraft draft) {
    Map<AgentLabels, Long> prices = new HashMap<>();
    Set<AgentLabels> unknown = new HashSet<>();
    for (Workload workload : workloads) {
      AgentLabels agent = workload.agent();
      if (agent != null) {
        long price = pricePerHour(workload);
        if (price == ComputeRates.UNKNOWN) {
          unknown.add(agent);
        } else {
          prices.merge(agent, price, Long::sum);
        }
      }
    }
    prices.keySet().removeAll(unknown);
    prices.forEach(draft::compare);
  }

  private long pricePerHour(Workload workload) {
    PodUse use = workload.use();
    long asked = workload.pod().needs().requests().nanocores();
    if (use == null || use.nanocores() < 0 || asked == 0 || workload.held(Resource.GPU) > 0) {
      return ComputeRates.UNKNOWN;
    }
    long busy = Math.min(use.nanocores(), asked);
    long memory =
        Division.timesOver(rates.memory() * SECONDS_PER_HOUR, workload.held(Resource.MEMORY), GIB);
    return Division.timesOver(rates.cpu() * SECONDS_PER_HOUR, busy, NANOCORES)
        + Division.timesOver(memory, busy, asked);
  }
}
