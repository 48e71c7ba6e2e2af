package watchbill.exporter.infrastructure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.metrics.catalogue.AgentLabels;

/// Writes the bill of a cluster: the same inventory gives the same bill.
final class Pricing {
  private final PodOwners owners;
  private final NodePricing nodes;
  private final ClaimPricing claims;
  private final @Nullable StatelessPricing stateless;

  Pricing(InfrastructureConfig config, PodOwners owners) {
    this.owners = owners;
    this.nodes = new NodePricing(config.rates());
    this.claims = new ClaimPricing(config.rates());
    this.stateless = config.stateless().map(StatelessPricing::new).orElse(null);
  }

  /// The bill. A resource is left out when something that its price needs is unknown.
  Bill of(Inventory inventory) {
    List<PodView> pods = inventory.pods();
    if (pods == null) {
      return Bill.UNKNOWN;
    }
    BillDraft draft = new BillDraft();
    List<Workload> workloads = workloads(pods, inventory.use());
    if (inventory.nodes() != null) {
      price(inventory.nodes(), workloads, draft);
    }
    if (inventory.claims() != null) {
      price(inventory.claims(), mounts(pods), draft);
    }
    if (stateless != null && draft.knows(Resource.CPU) && draft.knows(Resource.VOLUME)) {
      stateless.compare(workloads, draft);
    }
    return draft.finish();
  }

  private List<Workload> workloads(List<PodView> pods, Map<String, PodUse> use) {
    List<Workload> workloads = new ArrayList<>();
    for (PodView pod : pods) {
      if (Workload.isCharged(pod)) {
        PodUse measured = use.get(Inventory.name(pod.namespace(), pod.name()));
        boolean ofThisPod = measured != null && measured.isOf(pod);
        workloads.add(new Workload(pod, owners.of(pod), ofThisPod ? measured : null));
      }
    }
    return workloads;
  }

  private void price(List<NodeView> all, List<Workload> workloads, BillDraft draft) {
    draft.know(Resource.CPU);
    draft.know(Resource.MEMORY);
    draft.know(Resource.GPU);
    Map<String, List<Workload>> byNode = new HashMap<>();
    for (Workload workload : workloads) {
      byNode.computeIfAbsent(workload.pod().node(), _ -> new ArrayList<>()).add(workload);
    }
    for (NodeView node : all) {
      nodes.price(node, byNode.getOrDefault(node.name(), List.of()), draft);
    }
  }

  private void price(
      List<ClaimView> all, Map<String, List<@Nullable AgentLabels>> mounts, BillDraft draft) {
    draft.know(Resource.VOLUME);
    for (ClaimView claim : all) {
      String name = Inventory.name(claim.namespace(), claim.name());
      claims.price(claim, mounts.getOrDefault(name, List.of()), draft);
    }
  }

  /// Whose pods mount each claim. A pod that waits for its node mounts it, too: the volume is
  /// allocated to it; one that has ended does not.
  private Map<String, List<@Nullable AgentLabels>> mounts(List<PodView> pods) {
    Map<String, List<@Nullable AgentLabels>> mounts = new HashMap<>();
    for (PodView pod : pods) {
      if (pod.phase() != PodPhase.SUCCEEDED && pod.phase() != PodPhase.FAILED) {
        for (String claim : pod.needs().claims()) {
          mounts
              .computeIfAbsent(Inventory.name(pod.namespace(), claim), _ -> new ArrayList<>())
              .add(owners.of(pod));
        }
      }
    }
    return mounts;
  }
}
