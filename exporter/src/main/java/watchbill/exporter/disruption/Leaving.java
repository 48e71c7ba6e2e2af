package watchbill.exporter.disruption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.workloads.WorkloadIndex;

/// The pods that are on cordoned nodes, by namespace.
final class Leaving {
  private final Map<String, List<Leaver>> byNamespace = new HashMap<>();

  /// Nodes or pods that are not known are null; then nobody is known to leave.
  Leaving(@Nullable List<NodeView> nodes, @Nullable List<PodView> pods, WorkloadIndex makers) {
    if (nodes == null || pods == null) {
      return;
    }
    Set<String> cordoned =
        nodes.stream()
            .filter(node -> node.status().cordoned())
            .map(NodeView::name)
            .collect(Collectors.toSet());
    for (PodView pod : pods) {
      if (cordoned.contains(pod.node()) && ObjectOwners.isOnNode(pod)) {
        byNamespace
            .computeIfAbsent(pod.namespace(), _ -> new ArrayList<>())
            .add(new Leaver(pod, makers.maker(pod)));
      }
    }
  }

  List<PodView> pods() {
    return byNamespace.values().stream().flatMap(List::stream).map(Leaver::pod).toList();
  }

  /// Those that a budget is about and that nobody has asked to end yet.
  List<PodView> heldBy(DisruptionBudgetView budget) {
    return byNamespace.getOrDefault(budget.namespace(), List.of()).stream()
        .filter(leaver -> leaver.pod().deletedAtMillis() < 0 && leaver.isOf(budget))
        .map(Leaver::pod)
        .toList();
  }

  private record Leaver(PodView pod, @Nullable WorkloadView maker) {
    /// Goes by the labels that its maker gives it. Where that is not known, those labels of the pod
    /// that were kept may show that the budget is about it, but never that it is not.
    boolean isOf(DisruptionBudgetView budget) {
      return maker != null
          ? budget.selected().matches(maker.podLabels())
          : budget.selected().requirements().isEmpty() && budget.selected().matches(pod.labels());
    }
  }
}
