package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.boards.PanelCheck;
import watchbill.cli.boards.WatchedDemo;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.catalogue.GpuFamilies;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.IntakeFamilies;
import watchbill.metrics.catalogue.MemorySpineFamilies;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodLifeFamilies;
import watchbill.metrics.catalogue.ReplicationFamilies;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies;

/// The packaged demo, as somebody runs it for the first time.
@Tag("endtoend")
class DemoEndToEndTest {
  private static final Set<String> HEALTHY =
      Set.of(
          ActivityFamilies.ACTIVE_SESSIONS.name(),
          ActivityFamilies.TOOL_CALLS.name(),
          SpendFamilies.TOKENS_CONSUMED.name(),
          SpendFamilies.COST.name(),
          PodFamilies.INFO.name());

  /// One of each group of which the demo lacks a source or an occasion; the tests in which every
  /// family of it is shown: ClusterScenarioTest (workloads, disruption, autoscaling),
  /// PodScenarioTest, EveryFamilyTest (volumes, usage), SplitEndToEndTest (feed), GpuSeriesTest,
  /// ReplicationSeriesTest, BusEndToEndTest, IntakeEndToEndTest.
  private static final Set<Family<?>> ELSEWHERE =
      Set.of(
          WorkloadFamilies.READY,
          FeedFamilies.STORED,
          IntakeFamilies.EVENTS,
          DisruptionFamilies.ALLOWED,
          AutoscalingFamilies.CURRENT,
          GpuFamilies.INFO,
          ReplicationFamilies.LEADERS,
          MemorySpineFamilies.REPLICATION_LAG,
          BusFamilies.PENDING,
          VolumeFamilies.INFO,
          UsageFamilies.CPU,
          NodeFamilies.INFO,
          PodFamilies.INFO,
          ContainerFamilies.READY,
          PodLifeFamilies.START);

  @TempDir Path folder;

  /// Families that any scrape had a sample of.
  private final Set<String> seen = new TreeSet<>();

  @Test
  void tellsItsStoryOnTheTerminalAndToAScrape() throws Exception {
    int port = WatchbillProcess.freePort();
    try (WatchbillProcess demo =
            WatchbillProcess.start(
                folder.resolve("demo.log"),
                port,
                Map.of(),
                "demo",
                "--for",
                "45s",
                "--port",
                Integer.toString(port));
        WatchedDemo watched = WatchedDemo.at("127.0.0.1:" + port, folder)) {
      Awaitility.await("a scrape with what a healthy fleet shows")
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .until(() -> scrape(demo).containsAll(HEALTHY));
      demo.await("/-/ready", 200, Duration.ofSeconds(1));
      for (String cause :
          new String[] {"repeat_loop", "tool_hang", "no_tool_call", "oom_killed", "human_wait"}) {
        Awaitility.await(cause)
            .atMost(Duration.ofSeconds(40))
            .until(() -> isStuck(page(demo), cause));
      }
      Awaitility.await("the provider's outage")
          .atMost(Duration.ofSeconds(40))
          .until(() -> waiting(page(demo)) >= 10);
      assertThat(new String(demo.getCompressed("/metrics"), StandardCharsets.UTF_8))
          .contains("\nagent_stuck{");
      page(demo); // tells how large the compressed one was
      Set<String> missing = missing();
      ELSEWHERE.forEach(family -> missing.removeAll(names(family)));
      assertThat(missing)
          // The demo has no checkpoint (see ExactnessEndToEndTest) and no bus
          // (RunSignalsEndToEndTest), and no agent is missed within two minutes
          // (VerdictSeriesTest).
          .containsExactly(
              VerdictFamilies.TELEMETRY_GAP_STARTED.name(),
              SelfFamilies.CHECKPOINT_LAST_SUCCESS.name(),
              SelfFamilies.SIGNALS_DROPPED.name(),
              SelfFamilies.SIGNALS_PUBLISHED.name());
      assertThat(unknown()).isEmpty();
      PanelCheck.everyPanelHasData(watched);
      assertThat(demo.awaitEnd(Duration.ofSeconds(60))).isZero();
      assertThat(demo.text())
          .contains(
              "http://localhost:" + port + "/metrics",
              "what happens: ",
              "STUCK",
              "tool hang",
              "many agents: anthropic does not answer");
    }
  }

  /// The names of the families that stand in one group with this.
  private static Set<String> names(Family<?> family) {
    return Catalogue.groups().stream()
        .filter(group -> group.families().contains(family))
        .flatMap(group -> group.families().stream())
        .map(Family::name)
        .collect(Collectors.toSet());
  }

  private static boolean isStuck(String page, String cause) {
    return page.lines()
        .anyMatch(line ->
            line.startsWith("agent_stuck{")
                && line.contains("cause=\"" + cause + "\"")
                && line.endsWith(" 1"));
  }

  private static long waiting(String page) {
    return page.lines()
        .filter(line -> line.startsWith("agent_state{"))
        .filter(line -> line.contains("\"waiting_provider\"") && line.endsWith(" 1"))
        .count();
  }

  private String page(WatchbillProcess demo) throws IOException, InterruptedException {
    String page = demo.get("/metrics").body();
    page.lines()
        .filter(line -> !line.startsWith("#") && !line.isEmpty())
        .forEach(line -> seen.add(family(line.split("[{ ]", 2)[0])));
    return page;
  }

  /// The family of a sample: that of a histogram has more than one name.
  private static String family(String sample) {
    String base = sample.replaceFirst("_(bucket|sum|count)$", "");
    return Catalogue.ours().stream()
        .filter(family -> family instanceof Histogram && family.name().equals(base))
        .map(Family::name)
        .findFirst()
        .orElse(sample);
  }

  private Set<String> scrape(WatchbillProcess demo) throws IOException, InterruptedException {
    page(demo);
    return seen;
  }

  /// Families of the catalogue that no scrape had.
  private Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    Catalogue.ours().forEach(family -> missing.add(family.name()));
    missing.removeAll(seen);
    return missing;
  }

  /// Families that are neither in the catalogue nor the process' own.
  private Set<String> unknown() {
    Set<String> unknown = new TreeSet<>(seen);
    unknown.removeIf(name -> name.startsWith("jvm_") || name.startsWith("process_"));
    Catalogue.ours().forEach(family -> unknown.remove(family.name()));
    return unknown;
  }
}
