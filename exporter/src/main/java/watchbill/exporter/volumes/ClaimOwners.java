package watchbill.exporter.volumes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.metrics.catalogue.AgentLabels;

/// Whose each claim is: that of the pods that mount it, or did last; of the pod for which a
/// StatefulSet made it; or as its own labels say. For one thread.
final class ClaimOwners {
  private final AgentIdentity identity;
  private final Map<String, AgentLabels> lastMounted = new HashMap<>();

  ClaimOwners(AgentIdentity identity) {
    this.identity = identity;
  }

  /// Agent and role are empty where nobody says, or where the pods differ.
  ///
  /// @param mounts the pods that mount it now
  /// @param place null when it is not named as the claims of sets are
  AgentLabels of(ClaimView claim, List<PodView> mounts, SetClaims.@Nullable Place place) {
    if (!mounts.isEmpty()) {
      AgentLabels owner = mounts.stream().map(this::ofPod).reduce(ClaimOwners::both).orElseThrow();
      lastMounted.put(claim.uid(), owner);
      return owner;
    }
    AgentLabels last = lastMounted.get(claim.uid());
    return last != null ? last : unmounted(claim, place);
  }

  /// All other claims are gone.
  void keep(Set<String> uids) {
    lastMounted.keySet().retainAll(uids);
  }

  private AgentLabels unmounted(ClaimView claim, SetClaims.@Nullable Place place) {
    if (place != null && place.set() != null) {
      String pod = place.setName() + "-" + place.ordinal();
      AgentKey agent = identity.agent(claim.namespace(), pod, claim.labels());
      return new AgentLabels(agent.tenant(), agent.agent(), identity.role(claim.labels()));
    }
    return new AgentLabels(
        identity.tenants().getOrDefault(claim.namespace(), claim.namespace()),
        claim.labels().getOrDefault(identity.agentLabel(), ""),
        identity.role(claim.labels()));
  }

  private AgentLabels ofPod(PodView pod) {
    AgentKey agent = identity.agent(pod.namespace(), pod.name(), pod.labels());
    return new AgentLabels(agent.tenant(), agent.agent(), identity.role(pod.labels()));
  }

  private static AgentLabels both(AgentLabels one, AgentLabels other) {
    return new AgentLabels(
        one.tenant(),
        one.agent().equals(other.agent()) ? one.agent() : "",
        one.role().equals(other.role()) ? one.role() : "");
  }
}
