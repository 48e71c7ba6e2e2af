package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/// What a cluster said in a file, read as from the cluster.
public final class Recorded {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private Recorded() {}

  /// The pods of a list.
  public static List<PodView> pods(InputStream list) throws IOException {
    try (list) {
      PodReader reader = new PodReader(Set.of());
      return JSON.unmarshal(list, PodList.class).getItems().stream().map(reader::read).toList();
    }
  }

  /// The events of a list.
  public static List<EventView> events(InputStream list) throws IOException {
    try (list) {
      return JSON.unmarshal(list, EventList.class).getItems().stream()
          .map(EventReader::read)
          .toList();
    }
  }

  /// The nodes of a list.
  public static List<NodeView> nodes(InputStream list) throws IOException {
    try (list) {
      return JSON.unmarshal(list, NodeList.class).getItems().stream()
          .map(NodeReader::read)
          .toList();
    }
  }

  /// A node, in YAML.
  public static NodeView node(String yaml) {
    return NodeReader.read(yaml(yaml, Node.class));
  }

  /// A pod, in YAML.
  public static PodView pod(String yaml, Set<String> labelKeys) {
    return new PodReader(labelKeys).read(yaml(yaml, Pod.class));
  }

  /// A StatefulSet, in YAML.
  public static WorkloadView statefulSet(String yaml) {
    return WorkloadReader.read(yaml(yaml, StatefulSet.class));
  }

  /// A Deployment, in YAML.
  public static WorkloadView deployment(String yaml) {
    return WorkloadReader.read(yaml(yaml, Deployment.class));
  }

  /// A PodDisruptionBudget, in YAML.
  public static DisruptionBudgetView disruptionBudget(String yaml) {
    return DisruptionBudgetReader.read(yaml(yaml, PodDisruptionBudget.class));
  }

  /// A HorizontalPodAutoscaler, in YAML.
  public static AutoscalerView autoscaler(String yaml) {
    return AutoscalerReader.read(yaml(yaml, HorizontalPodAutoscaler.class));
  }

  /// What begins with a brace would be taken for JSON.
  private static <T> T yaml(String yaml, Class<T> type) {
    return JSON.unmarshal("---\n" + yaml, type);
  }
}
