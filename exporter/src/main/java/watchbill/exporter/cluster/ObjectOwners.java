package watchbill.exporter.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.AgentLabels;

/// Whose the objects of a cluster are.
///
/// @param identity which agent a pod is
/// @param sharedNamespaces those whose pods are nobody's agents
public record ObjectOwners(AgentIdentity identity, Set<String> sharedNamespaces) {
  /// What is nobody's, such as a node.
  public static final AgentLabels NOBODY = new AgentLabels("", "", "");

  /// Who runs a pod on each node, or on one for good, and starts it again there: no drain takes it
  /// away, and no agent is lost with it.
  private static final Set<String> BOUND_TO_NODES = Set.of("DaemonSet", "Node");

  public ObjectOwners {
    sharedNamespaces = Set.copyOf(sharedNamespaces);
  }

  /// Whose an object is by labels: agent and role are empty where they do not say.
  public AgentLabels of(String namespace, Map<String, String> labels) {
    String tenant = identity.tenants().getOrDefault(namespace, namespace);
    return new AgentLabels(
        tenant, labels.getOrDefault(identity.agentLabel(), ""), identity.role(labels));
  }

  /// Whose several things of one namespace are together: agent and role are empty where they
  /// differ.
  public AgentLabels ofAll(String namespace, List<AgentLabels> each) {
    if (each.isEmpty()) {
      return of(namespace, Map.of());
    }
    AgentLabels first = each.getFirst();
    boolean oneAgent = each.stream().allMatch(labels -> labels.agent().equals(first.agent()));
    boolean oneRole = each.stream().allMatch(labels -> labels.role().equals(first.role()));
    return new AgentLabels(
        first.tenant(), oneAgent ? first.agent() : "", oneRole ? first.role() : "");
  }

  /// The agent that runs in a pod; null when the pod is nobody's agent, or is bound to its node.
  public @Nullable AgentLabels agentIn(PodView pod) {
    if (sharedNamespaces.contains(pod.namespace()) || BOUND_TO_NODES.contains(pod.owner().kind())) {
      return null;
    }
    AgentKey key = identity.agent(pod.namespace(), pod.name(), pod.labels());
    return new AgentLabels(key.tenant(), key.agent(), identity.role(pod.labels()));
  }

  /// Whether a pod is on a node and has not ended.
  public static boolean isOnNode(PodView pod) {
    return !pod.node().isEmpty()
        && switch (pod.phase()) {
          case PENDING, RUNNING, UNKNOWN -> true;
          case SUCCEEDED, FAILED -> false;
        };
  }
}
