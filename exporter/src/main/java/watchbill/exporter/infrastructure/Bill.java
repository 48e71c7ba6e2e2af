package watchbill.exporter.infrastructure;

import java.util.Map;
import java.util.Set;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.NodeLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.ResourceLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.UnpricedLabels;

/// What a cluster costs at one moment, in pico-dollars an hour.
///
/// @param known the resources of which everything is known that the bill needs
/// @param shares who holds what; their sum is the price of all nodes and volumes, exactly
/// @param unpriced how many GPUs and volumes have no rate
/// @param idleGpus of the nodes that have GPUs with a rate
/// @param compared the agents whose work can be priced as a stateless service
record Bill(
    Set<Resource> known,
    Map<ResourceLabels, Long> shares,
    Map<UnpricedLabels, Long> unpriced,
    Map<NodeLabels, Long> idleGpus,
    Map<AgentLabels, Comparison> compared) {
  /// Nothing is known.
  static final Bill UNKNOWN = new Bill(Set.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /// What an agent costs as it is, and what its work would cost as a stateless service.
  record Comparison(long actual, long stateless) {}
}
