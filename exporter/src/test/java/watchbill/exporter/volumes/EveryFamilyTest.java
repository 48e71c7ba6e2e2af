package watchbill.exporter.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.kubernetes.ClaimPhase;
import watchbill.connectors.kubernetes.ClaimTemplates;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterAccess;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodRank;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.ReplicaCounts;
import watchbill.connectors.kubernetes.Rollout;
import watchbill.connectors.kubernetes.VolumeUse;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.usage.UsageConfig;
import watchbill.exporter.usage.UsageSeries;
import watchbill.exporter.usage.UsageSource;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

/// An API server that passes on what a kubelet says, and all that is shown of it: every family of
/// usage and of volumes has a sample.
class EveryFamilyTest {
  private static final long GIB = 1L << 30;
  private static final Duration STALE = Duration.ofMinutes(5);
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: mock
      contexts: [{name: mock, context: {cluster: mock, user: nobody}}]
      clusters: [{name: mock, cluster: {server: "SERVER"}}]
      users: [{name: nobody, user: {}}]
      """;
  private static final InfrastructureConfig PRICED =
      InfrastructureConfig.of(
              ConfigFile.parse(
                  "test",
                  "infrastructure: {currency: USD, rates: {cpu: 1, memory: 1, volume: 0.04}}",
                  Path.of("/"),
                  _ -> null))
          .orElseThrow();

  private final InstantSource clock = InstantSource.system();
  private final long start = clock.millis();
  private final AtomicLong answers = new AtomicLong();
  private final HttpServer api;

  @TempDir Path folder;

  EveryFamilyTest() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.createContext("/api/v1/nodes/n1/proxy/stats/summary", this::summary);
    api.start();
  }

  @AfterEach
  void stop() {
    api.stop(0);
  }

  @Test
  void everyFamilyOfUsageAndVolumesHasASample() throws IOException {
    Known<PodView> pods = known(List.of(pod()));
    Known<ClaimView> claims =
        known(
            List.of(
                claim("work-ada-0", ClaimPhase.BOUND),
                claim("work-ada-1", ClaimPhase.BOUND),
                claim("new", ClaimPhase.PENDING)));
    try (Cluster cluster = cluster();
        UsageSource source =
            new UsageSource(
                new UsageConfig(
                    UsageConfig.From.KUBELET, Duration.ofMillis(5), Duration.ofHours(1)),
                cluster,
                Set.of(),
                known(List.of(node())),
                STALE,
                clock)) {
      UsageSeries usage =
          new UsageSeries(UsageConfig.DEFAULT, AgentIdentity.DEFAULT, pods, source.pods());
      VolumeSeries volumes =
          new VolumeSeries(
              VolumesConfig.DEFAULT,
              AgentIdentity.DEFAULT,
              new VolumeSources(claims, pods, source.volumes(), known(List.of(set()))),
              Optional.of(PRICED.rates()));
      source.start();
      for (int i = 0; i <= 13; i++) {
        long least = i * 1_000_000_000L;
        await().until(() -> used(source) > least);
        usage.tick(clock.millis());
        volumes.tick(start + i * 300_000L);
      }

      assertThat(missing(usage)).isEmpty();
      assertThat(missing(volumes)).isEmpty();
      assertThat(source.sources()).extracting(SourceHealth::source).containsExactly("kubelet");
      assertThat(source.sources()).allMatch(SourceHealth::up);
    }
  }

  @Test
  void asksNobodyWhenItIsOff() throws IOException {
    try (Cluster cluster = cluster();
        UsageSource source =
            new UsageSource(
                new UsageConfig(UsageConfig.From.OFF, Duration.ofMillis(5), Duration.ofHours(1)),
                cluster,
                Set.of(),
                known(List.of(node())),
                STALE,
                clock)) {
      source.start();

      assertThat(source.sources()).isEmpty();
      assertThat(source.pods().at(clock.millis())).isNull();
      assertThat(source.volumes().at(clock.millis())).isNull();
    }
    assertThat(answers).hasValue(0);
  }

  private static long used(UsageSource source) {
    List<VolumeUse> now = source.volumes().at(0);
    return now == null || now.isEmpty() ? 0 : now.getFirst().usedBytes();
  }

  private static List<String> missing(ExpositionSource series) {
    ByteSink out = new ByteSink(4_096);
    series.writeTo(Format.TEXT, out);
    List<String> missing = new ArrayList<>();
    for (Family<?> family : series.families()) {
      if (!out.toString().contains("\n" + family.name() + "{")) {
        missing.add(family.name());
      }
    }
    return missing;
  }

  private void summary(HttpExchange exchange) throws IOException {
    byte[] json =
        """
        {"pods": [{"podRef": {"namespace": "acme", "name": "ada-0", "uid": "uid-ada-0"},
          "cpu": {"time": "2026-01-02T03:04:05Z", "usageNanoCores": 7000000,
            "usageCoreNanoSeconds": 9000000000},
          "memory": {"time": "2026-01-02T03:04:05Z", "workingSetBytes": 1000},
          "ephemeral-storage": {"usedBytes": 4096},
          "volume": [{"time": "2026-01-02T03:04:05Z", "capacityBytes": 50000000000,
            "availableBytes": 20000000000, "usedBytes": %d, "inodes": 9, "inodesUsed": 3,
            "pvcRef": {"namespace": "acme", "name": "work-ada-0"}}]}]}
        """
            .formatted(answers.incrementAndGet() * 1_000_000_000)
            .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  private Cluster cluster() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kubeconfig"),
            KUBECONFIG.replace("SERVER", "http://127.0.0.1:" + api.getAddress().getPort()));
    ClusterAccess access = ClusterAccess.find(Map.of("KUBECONFIG", file.toString()), folder);
    return ((ClusterAccess.Found) access).cluster();
  }

  private <V> Known<V> known(List<V> all) {
    Known<V> known = new Known<>(Object::toString, STALE.toMillis());
    known.onReplace(all, start);
    known.onHealth(new WatchHealth(true, start, start, start, 0, ""));
    return known;
  }

  private static NodeView node() {
    return new NodeView(
        "uid-n1",
        "1",
        "n1",
        "",
        "",
        false,
        "",
        1,
        new ComputeAmounts(4_000_000_000L, 16 * GIB, 0),
        ComputeAmounts.NONE);
  }

  private static WorkloadView set() {
    return new WorkloadView(
        "uid-set",
        "1",
        "acme",
        "ada",
        Map.of(),
        new ReplicaCounts(1, 1, 1, 1, 1),
        new Rollout.OfStatefulSet(true, false, 0, "", "", 30),
        new ClaimTemplates(Set.of("work"), 0, false));
  }

  private ClaimView claim(String name, ClaimPhase phase) {
    return new ClaimView(
        "uid-" + name,
        "1",
        "acme",
        name,
        "ssd",
        phase,
        20 * GIB,
        start,
        Map.of(),
        20 * GIB,
        List.of("ReadWriteOnce"),
        false);
  }

  private PodView pod() {
    return new PodView(
        "uid-ada-0",
        "1",
        "acme",
        "ada-0",
        "n1",
        new Owner("StatefulSet", "ada"),
        start,
        -1,
        PodPhase.RUNNING,
        true,
        -1,
        Map.of("app.kubernetes.io/component", "reviewer"),
        List.of(),
        new PodNeeds(
            ComputeAmounts.NONE,
            List.of("work-ada-0"),
            List.of(
                new ContainerNeeds(
                    "agent",
                    ContainerKind.MAIN,
                    1_000_000_000,
                    2_000_000_000,
                    GIB,
                    2 * GIB,
                    0,
                    "")),
            PodRank.NONE));
  }
}
