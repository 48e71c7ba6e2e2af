package watchbill.deploy.examples;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which pods may talk to which, by the rules of
/// <https://kubernetes.io/docs/concepts/services-networking/network-policies/>: a pod that a policy
/// selects takes, and sends, what some policy allows; both ends have to.
record Traffic(List<NetworkPolicy> policies) {
  /// A pod, or the world where it has no labels and no namespace.
  record End(String namespace, Map<String, String> labels) {
    static final End WORLD = new End("", Map.of());
  }

  boolean allowed(End from, End to, int port) {
    return side(from, to, port, "Egress") && side(to, from, port, "Ingress");
  }

  private boolean side(End whose, End other, int port, String type) {
    List<NetworkPolicy> its =
        policies.stream()
            .filter(policy -> policy.getMetadata().getNamespace().equals(whose.namespace()))
            .filter(policy -> policy.getSpec().getPolicyTypes().contains(type))
            .filter(policy -> selects(policy.getSpec().getPodSelector(), whose.labels()))
            .toList();
    return its.isEmpty()
        || its.stream()
            .anyMatch(policy ->
                type.equals("Egress")
                    ? policy.getSpec().getEgress().stream()
                        .anyMatch(rule ->
                            open(rule.getPorts(), port) && peers(rule.getTo(), policy, other))
                    : policy.getSpec().getIngress().stream()
                        .anyMatch(rule ->
                            open(rule.getPorts(), port) && peers(rule.getFrom(), policy, other)));
  }

  private static boolean open(List<NetworkPolicyPort> ports, int port) {
    return ports.isEmpty()
        || ports.stream()
            .anyMatch(each -> Integer.valueOf(port).equals(each.getPort().getIntVal()));
  }

  private static boolean peers(List<NetworkPolicyPeer> peers, NetworkPolicy policy, End other) {
    return peers.isEmpty() || peers.stream().anyMatch(peer -> is(peer, policy, other));
  }

  private static boolean is(NetworkPolicyPeer peer, NetworkPolicy policy, End other) {
    if (peer.getIpBlock() != null) {
      return other.equals(End.WORLD);
    }
    if (other.equals(End.WORLD)) {
      return false;
    }
    boolean there =
        peer.getNamespaceSelector() == null
            ? other.namespace().equals(policy.getMetadata().getNamespace())
            : selects(
                peer.getNamespaceSelector(),
                Map.of("kubernetes.io/metadata.name", other.namespace()));
    return there && selects(peer.getPodSelector(), other.labels());
  }

  private static boolean selects(@Nullable LabelSelector selector, Map<String, String> labels) {
    return selector == null
        || selector.getMatchLabels() == null
        || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
  }
}
