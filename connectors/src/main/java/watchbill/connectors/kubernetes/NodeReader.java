package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/// Reduces a node to its [NodeView]. Anything may be missing; nothing here throws.
final class NodeReader {
  /// How providers and autoscalers name the pool: GKE, EKS, AKS, Karpenter, DigitalOcean.
  private static final List<String> POOLS =
      List.of(
          "cloud.google.com/gke-nodepool",
          "eks.amazonaws.com/nodegroup",
          "kubernetes.azure.com/agentpool",
          "karpenter.sh/nodepool",
          "doks.digitalocean.com/node-pool");

  /// How they mark a spot machine.
  private static final Map<String, String> SPOT =
      Map.of(
          "cloud.google.com/gke-spot", "true",
          "cloud.google.com/gke-preemptible", "true",
          "eks.amazonaws.com/capacityType", "SPOT",
          "kubernetes.azure.com/scalesetpriority", "spot",
          "karpenter.sh/capacity-type", "spot");

  /// The well-known label and its former name
  /// (https://kubernetes.io/docs/reference/labels-annotations-taints/#nodekubernetesioinstance-type).
  private static final List<String> INSTANCE_TYPES =
      List.of("node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type");

  private NodeReader() {}

  static NodeView read(Node node) {
    ObjectMeta meta = Said.meta(node);
    NodeStatus status = node.getStatus() == null ? new NodeStatus() : node.getStatus();
    Map<String, String> labels = meta.getLabels() == null ? Map.of() : meta.getLabels();
    return new NodeView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getName()),
        first(labels, POOLS),
        first(labels, INSTANCE_TYPES),
        SPOT.entrySet().stream()
            .anyMatch(mark -> mark.getValue().equals(labels.get(mark.getKey()))),
        labels.getOrDefault("nvidia.com/gpu.product", ""),
        replicas(labels.getOrDefault("nvidia.com/gpu.replicas", "")),
        Quantities.compute(status.getCapacity()),
        Quantities.compute(status.getAllocatable()));
  }

  private static String first(Map<String, String> labels, List<String> keys) {
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  private static int replicas(String said) {
    return said.matches("[1-9]\\d{0,3}") ? Integer.parseInt(said) : 1;
  }
}
