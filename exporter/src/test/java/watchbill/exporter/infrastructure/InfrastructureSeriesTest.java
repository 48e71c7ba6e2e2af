package watchbill.exporter.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.exporter.infrastructure.Clusters.GIB;
import static watchbill.exporter.infrastructure.Clusters.amounts;
import static watchbill.exporter.infrastructure.Clusters.claim;
import static watchbill.exporter.infrastructure.Clusters.node;
import static watchbill.exporter.infrastructure.Clusters.pod;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class InfrastructureSeriesTest {
  private static final Duration STALE = Duration.ofMinutes(5);
  private static final long START = 1_767_323_045_000L;
  private static final long HOUR = 3_600_000;
  private static final InfrastructureConfig CONFIG =
      Clusters.config(
          """
          infrastructure:
            currency: USD
            rates: {cpu: 0.03, memory: 0.004, gpu: 2}
            volumes: {ssd: 0.073}
            statelessRates: {cpu: 0.00002, memory: 0.000002}
          """);
  private static final PodView ADA =
      pod("acme", "ada", "n", PodPhase.RUNNING, amounts(1_000, 2, 1), List.of("work"));

  private final KnownCluster cluster = KnownCluster.empty(false, STALE);
  private final InfrastructureSeries series =
      new InfrastructureSeries(CONFIG, Clusters.OWNERS, cluster, STALE);

  @BeforeEach
  void oneAgentOnOneNode() {
    cluster.pods().onReplace(List.of(ADA), START);
    cluster
        .nodes()
        .onReplace(List.of(node("n", amounts(4_000, 16, 2), amounts(4_000, 16, 2))), START);
    cluster
        .claims()
        .onReplace(
            List.of(
                claim("acme", "work", "ssd", 10 * GIB),
                claim("acme", "left", "ssd", 20 * GIB),
                claim("acme", "odd", "tape", GIB)),
            START);
    hear(START);
  }

  @Test
  void writesTheBillOfAnHour() {
    PodView bob = pod("acme", "bob", "n", amounts(1_000, 2, 0));
    cluster.pods().onUpsert(bob, START);
    for (long at = START; at <= START + HOUR; at += 10_000) {
      hear(at);
      cluster.use().onReplace(List.of(new PodUse("acme", "bob", at, 500_000_000, GIB)), at);
      series.tick(at);
    }

    assertThat(lines("agent_infrastructure_cost_usd_total"))
        .isEqualTo(
            """
            agent_infrastructure_cost_usd_total{NOBODY,resource="cpu",use="idle"} 0.06
            agent_infrastructure_cost_usd_total{NOBODY,resource="cpu",use="other"} 0
            agent_infrastructure_cost_usd_total{NOBODY,resource="cpu",use="reserved"} 0
            agent_infrastructure_cost_usd_total{NOBODY,resource="gpu",use="idle"} 2
            agent_infrastructure_cost_usd_total{NOBODY,resource="gpu",use="other"} 0
            agent_infrastructure_cost_usd_total{NOBODY,resource="gpu",use="reserved"} 0
            agent_infrastructure_cost_usd_total{NOBODY,resource="memory",use="idle"} 0.048
            agent_infrastructure_cost_usd_total{NOBODY,resource="memory",use="other"} 0
            agent_infrastructure_cost_usd_total{NOBODY,resource="memory",use="reserved"} 0
            agent_infrastructure_cost_usd_total{NOBODY,resource="volume",use="idle"} 0.002
            agent_infrastructure_cost_usd_total{NOBODY,resource="volume",use="other"} 0
            agent_infrastructure_cost_usd_total{ADA,resource="cpu",use="agents"} 0.03
            agent_infrastructure_cost_usd_total{ADA,resource="gpu",use="agents"} 2
            agent_infrastructure_cost_usd_total{ADA,resource="memory",use="agents"} 0.008
            agent_infrastructure_cost_usd_total{ADA,resource="volume",use="agents"} 0.001
            agent_infrastructure_cost_usd_total{BOB,resource="cpu",use="agents"} 0.03
            agent_infrastructure_cost_usd_total{BOB,resource="memory",use="agents"} 0.008
            """
                .replace("NOBODY", "tenant=\"\",agent=\"\",role=\"\"")
                .replace("ADA", "tenant=\"acme\",agent=\"ada\",role=\"reviewer\"")
                .replace("BOB", "tenant=\"acme\",agent=\"bob\",role=\"reviewer\""));
    assertThat(lines("watchbill_unpriced"))
        .isEqualTo("watchbill_unpriced_infrastructure{resource=\"volume\"} 1\n");
    assertThat(lines("agent_gpu_idle"))
        .isEqualTo("agent_gpu_idle_usd_per_hour{tenant=\"\",agent=\"\",role=\"\",node=\"n\"} 2\n");
  }

  @Test
  void costsTheSameHoweverOftenItTicks() {
    InfrastructureSeries seldom = new InfrastructureSeries(CONFIG, Clusters.OWNERS, cluster, STALE);
    for (long at = START; at <= START + HOUR; at += 1_000) {
      hear(at);
      series.tick(at);
      if ((at - START) % 300_000 == 0) {
        seldom.tick(at);
      }
    }

    assertThat(text(series).lines().sorted().toList())
        .isEqualTo(text(seldom).lines().sorted().toList());
  }

  @Test
  void dropsWhatRestsOnASourceThatIsSilentForTooLong() {
    cluster.claims().onHealth(down(START + 1_000, START));
    series.tick(START + 300_000);
    assertThat(lines("agent_infrastructure_cost_usd_per_hour")).contains("volume", "cpu");

    series.tick(START + 300_001);
    assertThat(lines("agent_infrastructure_cost_usd"))
        .contains("cpu", "memory", "gpu")
        .doesNotContain("volume");

    cluster.nodes().onHealth(down(START + 1_000, START));
    series.tick(START + 300_002);
    assertThat(text()).isEmpty();
  }

  @Test
  void addsNothingForTimeInWhichNobodyLooked() {
    series.tick(START);
    series.tick(START + 60_000);
    String before = lines("agent_infrastructure_cost_usd_total");

    series.tick(START + 60_000 + STALE.toMillis() + 1);

    assertThat(lines("agent_infrastructure_cost_usd_total")).isEqualTo(before).contains("ada");
  }

  @Test
  void addsNothingWhenTheClockIsSetBack() {
    series.tick(START);
    series.tick(START - HOUR);
    assertThat(lines("agent_infrastructure_cost_usd_total")).doesNotContain("ada");

    series.tick(START - HOUR + 60_000);
    assertThat(lines("agent_infrastructure_cost_usd_total"))
        .contains("role=\"reviewer\",resource=\"cpu\",use=\"agents\"} 5.0E-4\n");
  }

  @Test
  void comparesOnlyTheTimeInWhichTheUseIsKnown() {
    PodView bob = pod("acme", "bob", "n", amounts(1_000, 2, 0));
    cluster.pods().onReplace(List.of(bob), START);
    cluster.use().onReplace(List.of(new PodUse("acme", "bob", START, 500_000_000, GIB)), START);
    series.tick(START);
    series.tick(START + 100_000);
    cluster.use().onReplace(List.of(), START);
    series.tick(START + 200_000);
    series.tick(START + 300_000);

    assertThat(lines("agent_state"))
        .as("200 s of half a vCPU and half the time 2 GiB, against 1 vCPU and 2 GiB on the node")
        .isEqualTo(
            """
            agent_state_price_ratio{BOB} 0.8796296295833334
            agent_stateless_equivalent_cost_usd_total{BOB} 0.0024
            """
                .replace("BOB", "tenant=\"acme\",agent=\"bob\",role=\"reviewer\""));
  }

  @Test
  void showsNothingUntilAllPodsAndTheAgentsAreListed() {
    KnownCluster selective = KnownCluster.empty(true, STALE);
    InfrastructureSeries some =
        new InfrastructureSeries(
            CONFIG,
            new PodOwners(
                Clusters.OWNERS.identity(),
                Clusters.OWNERS.sharedNamespaces(),
                selective.selected()::has),
            selective,
            STALE);
    WatchHealth up = new WatchHealth(true, START, START, START, 0, "");
    PodView web = pod("acme", "web", "n", amounts(2_000, 1, 0));
    selective
        .nodes()
        .onReplace(List.of(node("n", amounts(4_000, 4, 0), amounts(4_000, 4, 0))), START);
    selective.pods().onReplace(List.of(ADA, web), START);
    selective.nodes().onHealth(up);
    selective.pods().onHealth(up);
    some.tick(START);
    assertThat(text(some)).isEmpty();

    selective.selected().onReplace(List.of(ADA), START);
    selective.selected().onHealth(up);
    some.tick(START);
    assertThat(text(some).lines().filter(line -> line.contains("per_hour{")))
        .filteredOn(line -> line.contains("cpu"))
        .extracting(line -> line.replaceAll(".*role=\"(.*)\",resource=\"cpu\"", "$1"))
        .containsExactlyInAnyOrder(
            ",use=\"idle\"} 0.03",
            ",use=\"other\"} 0.06",
            ",use=\"reserved\"} 0",
            "reviewer,use=\"agents\"} 0.03");
  }

  @Test
  void ignoresAPodBeforeTheFirstList() {
    KnownCluster fresh = KnownCluster.empty(false, STALE);
    fresh.pods().onUpsert(ADA, START);
    fresh.pods().onHealth(new WatchHealth(true, START, START, START, 0, ""));

    assertThat(fresh.pods().at(START)).isNull();
  }

  @Test
  void rejectsALimitOfNothing() {
    assertThatThrownBy(() -> KnownCluster.empty(false, Duration.ZERO))
        .hasMessage("infrastructure.staleAfter: want more than 0, have PT0S");
  }

  private void hear(long at) {
    WatchHealth up = new WatchHealth(true, at, START, at, 0, "");
    cluster.pods().onHealth(up);
    cluster.nodes().onHealth(up);
    cluster.claims().onHealth(up);
    cluster.use().onHealth(up);
  }

  private static WatchHealth down(long at, long heardAt) {
    return new WatchHealth(false, at, at, heardAt, 1, "refused");
  }

  private String text() {
    return text(series);
  }

  private static String text(InfrastructureSeries of) {
    ByteSink out = new ByteSink(4_096);
    of.writeTo(Format.TEXT, out);
    return out.toString();
  }

  private String lines(String family) {
    return text()
        .lines()
        .filter(line -> line.startsWith(family))
        .sorted()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
