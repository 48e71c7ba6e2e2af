package watchbill.exporter.infrastructure;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.AgentLabels;

/// Whose each pod is.
///
/// @param identity which agent a pod is
/// @param sharedNamespaces those whose pods are nobody's agents
/// @param selected whether a pod is among those that are watched for agents
public record PodOwners(
    AgentIdentity identity, Set<String> sharedNamespaces, Predicate<PodView> selected) {
  public PodOwners {
    sharedNamespaces = Set.copyOf(sharedNamespaces);
  }

  /// The agent; null when the pod is nobody's agent.
  @Nullable AgentLabels of(PodView pod) {
    if (sharedNamespaces.contains(pod.namespace()) || !selected.test(pod)) {
      return null;
    }
    AgentKey key = identity.agent(pod.namespace(), pod.name(), pod.labels());
    return new AgentLabels(key.tenant(), key.agent(), identity.role(pod.labels()));
  }
}
