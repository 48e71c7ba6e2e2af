package watchbill.exporter.gpu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.gpu.PodName;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.gpu.NodeHolders.Holder;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.GpuFamilies.NodeLabels;

/// Who holds the GPUs of the fleet, at one moment. One thread.
final class GpuHolders {
  private final @Nullable Map<String, List<Holder>> byNode;
  private final Map<PodName, PodView> byName = new HashMap<>();
  private final GpuCluster.Owner owner;
  private final Map<String, Integer> replicas = new HashMap<>();

  GpuHolders(GpuCluster cluster, long nowMillis) {
    List<PodView> pods = cluster.pods().at(nowMillis);
    byNode = pods == null ? null : byNode(cluster, pods);
    if (pods != null) {
      pods.forEach(pod -> byName.put(new PodName(pod.namespace(), pod.name()), pod));
    }
    owner = cluster.owner();
    List<NodeView> nodes = cluster.nodes().at(nowMillis);
    if (nodes != null) {
      nodes.forEach(node -> replicas.put(node.name(), node.gpuReplicas()));
    }
  }

  /// Whose each of these units is.
  Map<GpuUnit.Key, Allocation> of(Collection<GpuUnit> units) {
    Set<GpuUnit.Key> divided = new HashSet<>();
    units.stream()
        .filter(unit -> unit.reading().device().isInstance())
        .forEach(unit -> divided.add(unit.whole()));
    Map<String, List<GpuUnit>> holdable = new HashMap<>();
    units.stream()
        .filter(unit -> !divided.contains(unit.key()))
        .forEach(unit -> holdable.computeIfAbsent(unit.node(), _ -> new ArrayList<>()).add(unit));
    Map<GpuUnit.Key, Allocation> allocations = new HashMap<>();
    holdable.forEach((node, own) -> allocate(node, own, allocations));
    divided.forEach(whole -> allocations.put(whole, ofDivided(whole, allocations)));
    return allocations;
  }

  /// How many GPUs each agent holds on each node.
  Map<NodeLabels, Double> requested() {
    Map<NodeLabels, Double> requested = new HashMap<>();
    if (byNode != null) {
      byNode.forEach((node, holders) -> {
        for (Holder holder : holders) {
          holder
              .agent()
              .ifPresent(agent ->
                  requested.merge(
                      new NodeLabels(agent.tenant(), agent.agent(), agent.role(), node),
                      (double) holder.gpus(),
                      Double::sum));
        }
      });
    }
    return requested;
  }

  private void allocate(
      String node, List<GpuUnit> units, Map<GpuUnit.Key, Allocation> allocations) {
    if (byNode == null) {
      units.forEach(unit -> allocations.put(unit.key(), Allocation.UNKNOWN));
      return;
    }
    List<Holder> holders = byNode.getOrDefault(node, List.of());
    NodeHolders own =
        new NodeHolders(units, holders, replicas.getOrDefault(node, 1), this::agentOf);
    units.forEach(unit -> allocations.put(unit.key(), own.of(unit)));
  }

  private Optional<AgentLabels> agentOf(PodName name) {
    PodView pod = byName.get(name);
    return pod == null ? Optional.empty() : Optional.ofNullable(owner.of(pod));
  }

  /// A GPU all of whose instances are one agent's is that agent's.
  private static Allocation ofDivided(GpuUnit.Key whole, Map<GpuUnit.Key, Allocation> allocations) {
    Set<Optional<AgentLabels>> agents = new HashSet<>();
    allocations.forEach((key, allocation) -> {
      if (key.device().equals(whole.device()) && !key.instance().isEmpty()) {
        agents.add(Optional.ofNullable(allocation.agent()));
      }
    });
    AgentLabels agent = agents.size() == 1 ? agents.iterator().next().orElse(null) : null;
    return new Allocation(AllocationMethod.MIG, agent, false);
  }

  private static Map<String, List<Holder>> byNode(GpuCluster cluster, List<PodView> pods) {
    Map<String, List<Holder>> holders = new HashMap<>();
    for (PodView pod : pods) {
      long gpus = hasItsNode(pod) ? cluster.gpus().applyAsLong(pod) : 0;
      if (gpus > 0) {
        Optional<AgentLabels> agent = Optional.ofNullable(cluster.owner().of(pod));
        holders
            .computeIfAbsent(pod.node(), _ -> new ArrayList<>())
            .add(new Holder(pod, agent, gpus));
      }
    }
    return holders;
  }

  /// From when it is bound to its node until it has ended, a pod holds what it asked for.
  private static boolean hasItsNode(PodView pod) {
    boolean ended = pod.phase() == PodPhase.SUCCEEDED || pod.phase() == PodPhase.FAILED;
    return !pod.node().isEmpty() && !ended;
  }
}
