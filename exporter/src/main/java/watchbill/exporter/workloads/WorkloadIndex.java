package watchbill.exporter.workloads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.LabelSelection;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WorkloadView;

/// Workloads by their names and by the pods that they make.
public final class WorkloadIndex {
  private final Map<Name, WorkloadView> byName = new HashMap<>();
  private final Map<String, List<WorkloadView>> byNamespace = new HashMap<>();

  WorkloadIndex(List<WorkloadView> statefulSets, List<WorkloadView> deployments) {
    statefulSets.forEach(this::add);
    deployments.forEach(this::add);
  }

  private void add(WorkloadView workload) {
    byName.put(new Name(workload.namespace(), workload.kind(), workload.name()), workload);
    byNamespace.computeIfAbsent(workload.namespace(), _ -> new ArrayList<>()).add(workload);
  }

  /// The workload of this kind and name; null when there is none.
  public @Nullable WorkloadView get(String namespace, Owner named) {
    return byName.get(new Name(namespace, named.kind(), named.name()));
  }

  /// The workloads of a namespace whose pods are meant.
  public List<WorkloadView> of(String namespace, LabelSelection pods) {
    return byNamespace.getOrDefault(namespace, List.of()).stream()
        .filter(workload -> pods.matches(workload.podLabels()))
        .toList();
  }

  /// The workload that made a pod; null when none did. A Deployment makes it by a ReplicaSet, which
  /// is named after it and a hash without a hyphen.
  public @Nullable WorkloadView maker(PodView pod) {
    Owner owner = pod.owner();
    if (!owner.kind().equals("ReplicaSet")) {
      return get(pod.namespace(), owner);
    }
    int hash = owner.name().lastIndexOf('-');
    return hash < 0
        ? null
        : get(pod.namespace(), new Owner("Deployment", owner.name().substring(0, hash)));
  }

  private record Name(String namespace, String kind, String name) {}
}
