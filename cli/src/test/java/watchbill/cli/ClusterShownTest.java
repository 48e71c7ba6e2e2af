package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
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
  private final KubernetesMockServer api =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new WithMetrics(), false);
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void oneNode() {
    api.init(InetAddress.getLoopbackAddress(), 0);
    KubernetesClient kubectl = api.createClient();
    kubectl.resource(OneNode.node()).create();
    kubectl.resource(OneNode.pod("ada", Map.of("watchbill.io/agent", "ada"))).create();
    kubectl.resource(OneNode.pod("web", Map.of())).create();
    kubectl.resource(OneNode.claim()).create();
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
    kubectl.resource(OneNode.set()).create();
    kubectl.resource(OneNode.budget()).create();
    kubectl.resource(OneNode.autoscaler()).create();
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
                      "\nagent_disruption_budget_never_allows{",
                      "\nagent_autoscaler_max_replicas{",
                      "\nagent_node_info{",
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
    Path file = OneNode.kubeconfig(api.url("/"), folder);
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
}
