package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.promtext.PageServer;
import watchbill.connectors.real.RealNats;
import watchbill.connectors.real.RealRedis;

/// The packaged `run` with everything switched on that can be observed beside agents' events.
@Tag("endtoend")
class RunObservesEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String DCGM =
      """
      # TYPE DCGM_FI_DEV_GPU_UTIL gauge
      DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",device="nvidia0",modelName="Tesla T4",Hostname="n",pod="ada",namespace="acme",container="c"} 42
      DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-1",device="nvidia0",modelName="Tesla T4",Hostname="n",pod="ada",namespace="acme",container="c"} ERROR - FAILED TO CONVERT TO STRING
      """;

  private final KubernetesMockServer api =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);

  @TempDir Path folder;

  @BeforeEach
  void oneNode() {
    api.init(InetAddress.getLoopbackAddress(), 0);
    KubernetesClient kubectl = api.createClient();
    kubectl.resource(OneNode.node()).create();
    kubectl.resource(OneNode.pod("ada", Map.of("watchbill.io/agent", "ada"))).create();
    kubectl.resource(OneNode.claim()).create();
    kubectl.resource(OneNode.set()).create();
    kubectl.resource(OneNode.budget()).create();
    kubectl.resource(OneNode.autoscaler()).create();
  }

  @AfterEach
  void stop() {
    api.destroy();
  }

  @Test
  void showsEverySourceAndGoesOnWithoutThoseThatAreGone() throws Exception {
    int port = WatchbillProcess.freePort();
    Path config = folder.resolve("watchbill.yaml");
    try (RealNats nats = RealNats.in(Files.createDirectory(folder.resolve("nats")));
        RealRedis redis = RealRedis.in(Files.createDirectory(folder.resolve("redis")));
        PageServer dcgm = new PageServer(PageServer.Answer.page(DCGM))) {
      Files.writeString(
          config,
          """
          http: {host: 127.0.0.1, port: %d}
          activity: {createStream: true}
          checkpoint: {directory: %s}
          infrastructure: {currency: USD, rates: {cpu: 0.03, memory: 0.004, volume: 0.073}}
          gpu: {every: 1s, dcgm: {addresses: ["%s"]}}
          replication: {stores: [{name: cache, kind: redis, addresses: ["127.0.0.1:%d"]}], every: 1s}
          bus: {every: 1s, monitoring: ["%s"]}
          """
              .formatted(
                  port, folder.resolve("state"), dcgm.address(), redis.port(), nats.monitoring()));
      Map<String, String> environment =
          Map.of(
              "NATS_URL",
              nats.url(),
              "KUBECONFIG",
              OneNode.kubeconfig(api.url("/"), folder).toString());
      try (WatchbillProcess run =
          WatchbillProcess.start(
              folder.resolve("run.log"), port, environment, "run", "--config", config.toString())) {
        run.await("/-/ready", 200, SOON);
        shows(
            run,
            "agent_pod_info{tenant=\"acme\",agent=\"ada\"",
            "agent_workload_replicas_ready{",
            "agent_disruption_budget_never_allows{",
            "agent_autoscaler_max_replicas{",
            "agent_node_info{",
            "agent_volume_info{",
            "agent_infrastructure_cost_usd_per_hour{",
            "agent_gpu_utilization_ratio{tenant=\"acme\",agent=\"ada\"",
            "replication_leaders{tenant=\"\",store=\"cache\",system=\"redis\"} 1",
            "replication_partitions{tenant=\"\",store=\"jetstream\"",
            "agent_bus_stream_messages{",
            "agent_bus_server_connections{",
            "watchbill_source_up{source=\"kubernetes\"} 1",
            "watchbill_source_up{source=\"dcgm\"} 1");

        redis.kill();
        dcgm.answer(new PageServer.Answer(500, "text/plain", "no", 0));
        shows(
            run,
            "watchbill_source_up{source=\"replication:cache\"} 0",
            "watchbill_source_up{source=\"dcgm\"} 0",
            "watchbill_source_up{source=\"kubernetes\"} 1",
            "agent_pod_info{tenant=\"acme\",agent=\"ada\"");
        run.await("/-/ready", 200, SOON);
      }
    }
  }

  private static void shows(WatchbillProcess run, String... beginnings) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          List<String> missing = new ArrayList<>();
          String page = "\n" + run.get("/metrics").body();
          for (String beginning : beginnings) {
            if (!page.contains("\n" + beginning)) {
              missing.add(beginning);
            }
          }
          assertThat(missing).as("of a page that begins %.300s", page).isEmpty();
        });
  }
}
