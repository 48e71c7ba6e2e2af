package watchbill.exporter.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.gpu.PodName;
import watchbill.connectors.kubernetes.PodView;
import watchbill.metrics.catalogue.AgentLabels;

/// Who holds the GPUs of one node. One thread.
final class NodeHolders {
  /// A pod that holds GPUs.
  record Holder(PodView pod, Optional<AgentLabels> agent, long gpus) {
    PodName name() {
      return new PodName(pod.namespace(), pod.name());
    }
  }

  private final List<GpuUnit> units;
  private final List<Holder> holders;
  private final Map<PodName, Optional<AgentLabels>> agents = new HashMap<>();
  private final boolean shared;
  private final int replicas;
  private final Function<PodName, Optional<AgentLabels>> agentOf;

  /// @param units what pods can hold: whole GPUs that are not divided, and MIG instances
  /// @param holders the node's pods that hold GPUs
  /// @param replicas as how many each GPU is counted, when several pods share one
  /// @param agentOf whose any pod is; one that got its GPU by a resource claim asks for none
  NodeHolders(
      List<GpuUnit> units,
      List<Holder> holders,
      int replicas,
      Function<PodName, Optional<AgentLabels>> agentOf) {
    this.agentOf = agentOf;
    this.units = units;
    this.holders = holders;
    this.replicas = replicas;
    holders.forEach(holder -> agents.put(holder.name(), holder.agent()));
    this.shared = replicas > 1 || sum(holders) > units.size();
  }

  Allocation of(GpuUnit unit) {
    List<PodName> named = unit.reading().pods();
    return named.isEmpty() ? byRequests() : byLabels(named);
  }

  private Allocation byLabels(List<PodName> named) {
    Set<Optional<AgentLabels>> owners = new HashSet<>();
    named.forEach(pod -> owners.add(agentOf.apply(pod)));
    if (owners.size() > 1) {
      return new Allocation(AllocationMethod.DCGM_SHARED, null, true);
    }
    Set<PodName> others = new HashSet<>(agents.keySet());
    named.forEach(others::remove);
    boolean oneOfMany =
        shared
            && named.size() == 1
            && others.stream().anyMatch(pod -> !owners.contains(agents.get(pod)));
    return oneOfMany
        ? new Allocation(AllocationMethod.REQUESTS_SHARED, null, true)
        : new Allocation(AllocationMethod.DCGM_POD_LABEL, only(owners), true);
  }

  private Allocation byRequests() {
    List<Holder> candidates = candidates();
    if (candidates.isEmpty()) {
      return new Allocation(AllocationMethod.NONE, null, false);
    }
    long free = units.stream().filter(unit -> unit.reading().pods().isEmpty()).count();
    boolean all = holdAll(sum(candidates), free);
    Set<Optional<AgentLabels>> owners = new HashSet<>();
    candidates.forEach(holder -> owners.add(holder.agent()));
    return all && owners.size() == 1
        ? new Allocation(AllocationMethod.REQUESTS_SINGLE, only(owners), true)
        : new Allocation(AllocationMethod.REQUESTS_SHARED, null, all);
  }

  /// Those that may hold a unit for which no pod is named: where GPUs are not shared, a pod that is
  /// named for others holds no more.
  private List<Holder> candidates() {
    if (shared) {
      return holders;
    }
    Set<PodName> named = new HashSet<>();
    units.forEach(unit -> named.addAll(unit.reading().pods()));
    List<Holder> candidates = new ArrayList<>(holders);
    candidates.removeIf(holder -> named.contains(holder.name()));
    return candidates;
  }

  /// Whether as many shares cannot but lie on all of these units.
  private boolean holdAll(long shares, long free) {
    return shares > (free - 1) * replicas;
  }

  private static long sum(List<Holder> holders) {
    return holders.stream().mapToLong(Holder::gpus).sum();
  }

  private static @Nullable AgentLabels only(Set<Optional<AgentLabels>> owners) {
    return owners.iterator().next().orElse(null);
  }
}
