package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterAccess;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// An API server with one node, an agent, a pod that is none and a volume, and the bill of it.
class ClusterShownTest {
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: mock
      contexts: [{name: mock, context: {cluster: mock, user: nobody}}]
      clusters: [{name: mock, cluster: {server: "SERVER"}}]
      users: [{name: nobody, user: {}}]
      """;

  private final KubernetesMockServer api =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new WithMetrics(), false);
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void oneNode() {
    api.init(InetAddress.getLoopbackAddress(), 0);
    KubernetesClient kubectl = api.createClient();
    kubectl.resource(node()).create();
    kubectl.resource(pod("ada", Map.of("watchbill.io/agent", "ada"))).create();
    kubectl.resource(pod("web", Map.of())).create();
    kubectl.resource(claim()).create();
  }

  @AfterEach
  void stop() {
    api.destroy();
  }

  @Test
  void pricesWhatTheApiServerTells() throws IOException {
    RunConfig config =
        RunConfig.of(
            ConfigFile.parse(
                "test",
                """
                kubernetes: {selector: watchbill.io/agent}
                infrastructure: {currency: USD, rates: {cpu: 0.03, memory: 0.004, volume: 0.073}}
                """,
                folder,
                _ -> null),
            Map.of());
    Cluster cluster = cluster();
    try (cluster;
        ClusterShown infrastructure =
            new ClusterShown(
                config, cluster, InstantSource.system(), bugs::add, Duration.ofMillis(50));
        ClusterWatch<PodView> pods =
            ClusterWatch.pods(cluster, config.pods(), infrastructure.agentsPods())) {
      pods.start();
      infrastructure.start();

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> {
            assertThat(shares(infrastructure))
                .isEqualTo(
                    """
                    ada cpu agents 0.045
                    ada memory agents 0.004
                    ada volume agents 0.001
                    cpu idle 0.015
                    cpu other 0.03
                    cpu reserved 0.03
                    memory idle 0.008
                    memory other 0.004
                    """);
            assertThat(infrastructure.sources()).allMatch(SourceHealth::up);
          });
      assertThat(infrastructure.sources())
          .extracting(SourceHealth::source)
          .containsExactly(
              "kubernetes_pods",
              "kubernetes_nodes",
              "kubernetes_claims",
              "kubernetes_statefulsets",
              "kubernetes_deployments",
              "kubernetes_metrics",
              "kubernetes_disruption_budgets",
              "kubernetes_autoscalers");
      assertThat(bugs).isEmpty();
    }
  }

  @Test
  void showsEveryKindOfObjectWithoutRates() throws IOException {
    KubernetesClient kubectl = api.createClient();
    kubectl.resource(set()).create();
    kubectl.resource(budget()).create();
    kubectl.resource(autoscaler()).create();
    RunConfig config = RunConfig.none(Map.of());
    Cluster cluster = cluster();
    try (cluster;
        ClusterShown shown =
            new ClusterShown(
                config, cluster, InstantSource.system(), bugs::add, Duration.ofMillis(50));
        ClusterWatch<PodView> pods =
            ClusterWatch.pods(cluster, config.pods(), shown.agentsPods())) {
      pods.start();
      shown.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(page(shown))
                  .contains(
                      "\nagent_workload_replicas_ready{",
                      "\nagent_disruption_budget_allowed{",
                      "\nagent_autoscaler_max_replicas{",
                      "\nagent_node_ready{",
                      "\nagent_volume_info{",
                      "\nagent_pod_cpu_"));
      assertThat(page(shown)).doesNotContain("agent_infrastructure_cost");
      assertThat(shown.dcgmExporters()).isEmpty();
      assertThat(bugs).isEmpty();
    }
  }

  private static String page(ClusterShown shown) {
    ByteSink out = new ByteSink(4_096);
    shown.series().forEach(series -> series.writeTo(Format.TEXT, out));
    return out.toString();
  }

  private static StatefulSet set() {
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

  private static PodDisruptionBudget budget() {
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

  private static HorizontalPodAutoscaler autoscaler() {
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

  /// An API server that also says what one pod uses.
  private static final class WithMetrics extends KubernetesCrudDispatcher {
    private static final String ADA =
        """
        {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "items": [
          {"metadata": {"namespace": "acme", "name": "ada"}, "timestamp": "2999-01-01T00:00:00Z",
           "containers": [{"name": "c", "usage": {"cpu": "1500m", "memory": "1Mi"}}]}]}
        """;

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      return request.getPath().startsWith("/apis/metrics.k8s.io/v1beta1/pods")
          ? new MockResponse()
              .setResponseCode(200)
              .setHeader("Content-Type", "application/json")
              .setBody(ADA)
          : super.dispatch(request);
    }
  }

  private Cluster cluster() throws IOException {
    Path file = folder.resolve("kubeconfig");
    String server = api.url("/");
    Files.writeString(file, KUBECONFIG.replace("SERVER", server));
    return switch (ClusterAccess.find(Map.of("KUBECONFIG", file.toString()), folder)) {
      case ClusterAccess.Found found -> found.cluster();
      case ClusterAccess.None none -> throw new AssertionError(none.why());
    };
  }

  /// Every share that is not nothing: its agent, resource, use and price an hour.
  private static String shares(ClusterShown infrastructure) {
    ByteSink out = new ByteSink(4_096);
    infrastructure.series().forEach(series -> series.writeTo(Format.TEXT, out));
    return out.toString()
        .lines()
        .filter(line -> line.startsWith("agent_infrastructure_cost_usd_per_hour{"))
        .filter(line -> !line.endsWith(" 0"))
        .map(line ->
            line.replaceAll(
                    ".*agent=\"(.*?)\".*resource=\"(.*?)\",use=\"(.*?)\"} (.*)", "$1 $2 $3 $4")
                .strip())
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Node node() {
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

  private static Pod pod(String name, Map<String, String> labels) {
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

  private static PersistentVolumeClaim claim() {
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
