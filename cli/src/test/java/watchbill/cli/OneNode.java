package watchbill.cli;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The objects of a cluster of one node, for an API server of a test.
final class OneNode {
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: mock
      contexts: [{name: mock, context: {cluster: mock, user: nobody}}]
      clusters: [{name: mock, cluster: {server: "SERVER"}}]
      users: [{name: nobody, user: {token: "TOKEN"}}]
      """;

  private OneNode() {}

  /// A kubeconfig for this address, in this folder.
  static Path kubeconfig(String server, Path folder) throws IOException {
    return kubeconfig(server, folder, "");
  }

  /// The same for the bearer of a token.
  static Path kubeconfig(String server, Path folder, String token) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"), KUBECONFIG.replace("SERVER", server).replace("TOKEN", token));
  }

  static StatefulSet set() {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName("ada")
        .endMetadata()
        .withNewSpec()
        .withReplicas(1)
        .endSpec()
        .withNewStatus()
        .withReplicas(1)
        .withReadyReplicas(1)
        .endStatus()
        .build();
  }

  static PodDisruptionBudget budget() {
    return new PodDisruptionBudgetBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName("ada")
        .endMetadata()
        .withNewSpec()
        .withNewMaxUnavailable(0)
        .endSpec()
        .withNewStatus()
        .withDisruptionsAllowed(0)
        .withExpectedPods(1)
        .endStatus()
        .build();
  }

  static HorizontalPodAutoscaler autoscaler() {
    return new HorizontalPodAutoscalerBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName("ada")
        .endMetadata()
        .withNewSpec()
        .withMaxReplicas(5)
        .withNewScaleTargetRef("apps/v1", "StatefulSet", "ada")
        .endSpec()
        .withNewStatus()
        .withCurrentReplicas(1)
        .endStatus()
        .build();
  }

  static Node node() {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("n")
        .endMetadata()
        .withNewStatus()
        .addToCapacity("cpu", new Quantity("4"))
        .addToCapacity("memory", new Quantity("4Gi"))
        .addToAllocatable("cpu", new Quantity("3"))
        .addToAllocatable("memory", new Quantity("4Gi"))
        .endStatus()
        .build();
  }

  static Pod pod(String name, Map<String, String> labels) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withNodeName("n")
        .addNewContainer()
        .withName("c")
        .withNewResources()
        .addToRequests("cpu", new Quantity("1"))
        .addToRequests("memory", new Quantity("1Gi"))
        .endResources()
        .endContainer()
        .addNewVolume()
        .withName("work")
        .withNewPersistentVolumeClaim(name + "-work", false)
        .endVolume()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .endStatus()
        .build();
  }

  static PersistentVolumeClaim claim() {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName("ada-work")
        .endMetadata()
        .withNewStatus()
        .withPhase("Bound")
        .addToCapacity("storage", new Quantity("10Gi"))
        .endStatus()
        .build();
  }
}
