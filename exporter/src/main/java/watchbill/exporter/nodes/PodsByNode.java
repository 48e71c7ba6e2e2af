package watchbill.exporter.nodes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.NodeFamilies.ColocatedLabels;
import watchbill.metrics.catalogue.NodeFamilies.RoleLabels;

/// The columns of who is on which node. For one thread.
final class PodsByNode {
  private static final String STATEFUL_SET = "StatefulSet";

  private final ObjectOwners owners;
  private final Column<RoleLabels> agents;
  private final Column<ColocatedLabels> colocated;

  PodsByNode(ObjectOwners owners, Columns columns) {
    this.owners = owners;
    this.agents = columns.of(NodeFamilies.AGENTS);
    this.colocated = columns.of(NodeFamilies.COLOCATED);
  }

  /// Puts all pods that are on nodes into the columns.
  void put(List<PodView> all) {
    Set<OnNode> seen = new HashSet<>();
    Map<Replicas, List<AgentLabels>> replicas = new HashMap<>();
    for (PodView pod : all) {
      if (!ObjectOwners.isOnNode(pod)) {
        continue;
      }
      AgentLabels agent = owners.agentIn(pod);
      if (agent != null && seen.add(new OnNode(agent, pod.node()))) {
        agents.add(new RoleLabels(agent.tenant(), "", agent.role(), pod.node()), 1);
      }
      if (pod.owner().kind().equals(STATEFUL_SET)) {
        replicas
            .computeIfAbsent(
                new Replicas(pod.node(), pod.namespace(), pod.owner().name()),
                _ -> new ArrayList<>())
            .add(owners.of(pod.namespace(), pod.labels()));
      }
    }
    replicas.forEach((of, each) -> {
      if (each.size() > 1) {
        colocated.put(labels(of, owners.ofAll(of.namespace(), each)), each.size() - 1.0);
      }
    });
  }

  private static ColocatedLabels labels(Replicas replicas, AgentLabels owner) {
    return new ColocatedLabels(
        owner.tenant(),
        owner.agent(),
        owner.role(),
        replicas.node(),
        replicas.namespace(),
        "statefulset",
        replicas.name());
  }

  private record OnNode(AgentLabels agent, String node) {}

  private record Replicas(String node, String namespace, String name) {}
}
