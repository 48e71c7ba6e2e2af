package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /// Those that the kubelet and the node controller write
  /// (https://kubernetes.io/docs/reference/node/node-status/#condition).
  private static final Set<String> CONDITIONS =
      Set.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable");

  /// Its value is the time in seconds since the epoch.
  private static final String AUTOSCALER = "ToBeDeletedByClusterAutoscaler";

  /// What cordons a node: what the node controller puts on one that is marked unschedulable, and
  /// what Karpenter and the cluster autoscaler put on one that they empty
  /// (https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-unschedulable,
  /// kubernetes-sigs/karpenter: pkg/apis/v1/taints.go, kubernetes/autoscaler:
  /// cluster-autoscaler/utils/taints/taints.go).
  private static final Set<String> CORDONS =
      Set.of(
          "node.kubernetes.io/unschedulable",
          "karpenter.sh/disrupted",
          "karpenter.sh/disruption",
          AUTOSCALER);

  private static final String PODS = "pods";
  private static final long MILLIS_PER_SECOND = 1_000;

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
        Quantities.compute(status.getAllocatable()),
        Said.millis(meta.getCreationTimestamp()),
        status(node.getSpec() == null ? new NodeSpec() : node.getSpec(), status));
  }

  private static NodeStatusView status(NodeSpec spec, NodeStatus status) {
    Map<String, StatusCondition> conditions = new HashMap<>();
    for (NodeCondition condition : Said.present(status.getConditions())) {
      if (CONDITIONS.contains(text(condition.getType()))) {
        conditions.put(
            condition.getType(),
            StatusCondition.of(
                condition.getStatus(), condition.getReason(), condition.getLastTransitionTime()));
      }
    }
    boolean cordoned = Boolean.TRUE.equals(spec.getUnschedulable());
    long since = Said.NO_TIME;
    for (Taint taint : Said.present(spec.getTaints())) {
      if (CORDONS.contains(text(taint.getKey()))) {
        cordoned = true;
        since = earlier(since, since(taint));
      }
    }
    return new NodeStatusView(
        cordoned,
        since,
        Quantities.bytes(status.getCapacity(), PODS),
        Quantities.bytes(status.getAllocatable(), PODS),
        conditions);
  }

  private static long since(Taint taint) {
    String value = text(taint.getValue());
    return taint.getTimeAdded() == null
            && AUTOSCALER.equals(taint.getKey())
            && value.matches("\\d{9,11}")
        ? Long.parseLong(value) * MILLIS_PER_SECOND
        : Said.millis(taint.getTimeAdded());
  }

  private static long earlier(long one, long other) {
    return one == Said.NO_TIME || other == Said.NO_TIME
        ? Math.max(one, other)
        : Math.min(one, other);
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
