package watchbill.deploy.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import watchbill.deploy.Part;

/// Who may talk to a part, and with whom it may talk: pods may scrape it, and it may ask names, the
/// API server, brokers and what it observes. An API server has no pods that a policy could name, so
/// the other side is bounded by its ports.
final class NetworkRules {
  /// Names; the API server; NATS and its monitoring; Kafka; DCGM; PostgreSQL; Redis.
  private static final List<Integer> ASKED = List.of(443, 6443, 4222, 8222, 9092, 9400, 5432, 6379);

  private static final int NAMES = 53;

  private NetworkRules() {}

  static HasMetadata of(Part part, ObjectMeta meta) {
    return new NetworkPolicyBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(Installation.selector(part))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .addNewFrom()
        .withNamespaceSelector(new LabelSelector())
        .endFrom()
        .withPorts(port("TCP", Pods.PORT))
        .endIngress()
        .addNewEgress()
        .withPorts(port("UDP", NAMES), port("TCP", NAMES))
        .endEgress()
        .addNewEgress()
        .withPorts(ASKED.stream().map(port -> port("TCP", port)).toList())
        .endEgress()
        .endSpec()
        .build();
  }

  private static NetworkPolicyPort port(String protocol, int port) {
    return new NetworkPolicyPortBuilder()
        .withProtocol(protocol)
        .withPort(new IntOrString(port))
        .build();
  }
}
