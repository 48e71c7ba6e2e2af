package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Kinds other than pods; the loop that they share is tested with pods.
class ClusterWatchTest {
  private final FaultyApi api = new FaultyApi();
  private final Cluster cluster = api.cluster();
  private final KubernetesClient kubectl = cluster.client();

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  @Test
  void tellsNodesAndWhatChanges() {
    Told<NodeView> told = new Told<>();
    kubectl.resource(node("a")).create();
    try (ClusterWatch<NodeView> watch =
        ClusterWatch.nodes(cluster, WatchConfig.defaults(Set.of()), told)) {
      watch.start();
      await().until(told::isUp);
      kubectl.resource(node("b")).create();
      kubectl.nodes().withName("a").withGracePeriod(0).delete();

      await().until(() -> told.lines().contains("delete a"));
      assertThat(told.lines().stream().map(line -> line.replaceAll("@\\d+", "")))
          .as("the mock begins each watch with the objects that it has")
          .containsExactly("replace a", "upsert a", "upsert b", "delete a");
    }
  }

  @Test
  void tellsTheClaimsOfAllNamespacesAndWhatChanges() {
    Told<ClaimView> told = new Told<>();
    kubectl.resource(claim("red", "a")).create();
    kubectl.resource(claim("blue", "b")).create();
    try (ClusterWatch<ClaimView> watch =
        ClusterWatch.claims(cluster, WatchConfig.defaults(Set.of()), told)) {
      watch.start();
      await().until(told::isUp);
      kubectl.resource(claim("green", "c")).create();

      await().until(() -> told.lines().stream().anyMatch(line -> line.startsWith("upsert c")));
      assertThat(told.lines().getFirst()).isEqualTo("replace a b");
    }
  }

  private static Node node(String name) {
    return new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private static PersistentVolumeClaim claim(String namespace, String name) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .build();
  }
}
