package watchbill.exporter.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodRank;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Known;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class UsageSeriesTest {
  private static final long START = 1_767_323_045_000L;
  private static final long MINUTE = 60_000;
  private static final long CORE = 1_000_000_000;
  private static final long MIB = 1L << 20;
  private static final String ADA =
      "tenant=\"acme\",agent=\"ada\",role=\"reviewer\",namespace=\"acme\",pod=\"ada\"";

  private final Known<PodView> pods = new Known<>(PodView::uid, 5 * MINUTE);
  private final Known<PodUse> use = new Known<>(PodUse::pod, 5 * MINUTE);
  private final UsageSeries series =
      new UsageSeries(
          new UsageConfig(UsageConfig.From.KUBELET, Duration.ofMinutes(1), Duration.ofHours(8)),
          AgentIdentity.DEFAULT,
          pods,
          use);

  @Test
  void showsWhatThePodUsesAndWhenItWasMeasured() {
    know(START, List.of(pod("ada", "reviewer", CORE, 512 * MIB)));
    told(
        START,
        new PodUse(
            "acme", "ada", "uid-ada", START - 3_500, CORE / 4, 90 * CORE, 200 * MIB, 53_248));
    series.tick(START);

    assertThat(lines("agent_pod_"))
        .isEqualTo(
            """
            agent_pod_cpu_seconds_total{ADA} 90
            agent_pod_cpu_usage_cores{ADA} 0.25
            agent_pod_ephemeral_storage_used_bytes{ADA} 53248
            agent_pod_memory_working_set_bytes{ADA} 209715200
            agent_pod_usage_observed_timestamp_seconds{ADA} 1.7673230415E9
            """
                .replace("ADA", ADA));
  }

  @Test
  void doesNotShowWhatWasNotTold() {
    know(START, List.of(pod("ada", "reviewer", CORE, 512 * MIB)));
    told(START, new PodUse("acme", "ada", "uid-ada", -1, -1, -1, -1, -1));
    series.tick(START);
    assertThat(text()).isEmpty();

    told(START, new PodUse("acme", "ada", START, CORE, 0));
    series.tick(START);
    assertThat(lines("agent_pod_"))
        .contains("cpu_usage_cores", "agent_pod_memory_working_set_bytes{" + ADA + "} 0\n")
        .doesNotContain("cpu_seconds", "ephemeral");
  }

  @Test
  void doesNotGiveAPodTheUseOfAnEarlierOneOfItsName() {
    know(START, List.of(pod("ada", "reviewer", CORE, 512 * MIB)));
    told(START, new PodUse("acme", "ada", "uid-of-the-last", START, CORE, 5, 5, 5));
    series.tick(START);
    assertThat(text()).isEmpty();
  }

  @Test
  void showsHowTheUseOfARoleComparesWithWhatItsPodsAskFor() {
    List<PodView> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(pod("r" + i, "reviewer", CORE, 512 * MIB));
    }
    all.add(pod("free", "reviewer", 0, 0));
    for (int minute = 0; minute < 10; minute++) {
      long at = START + minute * MINUTE;
      know(at, all);
      List<PodUse> uses = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        long cpu = i == 9 && minute == 9 ? 4 * CORE : CORE / 10;
        uses.add(new PodUse("acme", "r" + i, at, cpu, 256 * MIB));
      }
      uses.add(new PodUse("acme", "free", at, CORE, MIB));
      told(at, uses.toArray(new PodUse[0]));
      series.tick(at);
      series.tick(at + 10_000); // measured once, whatever is ticked
    }

    String role = "tenant=\"acme\",agent=\"\",role=\"reviewer\",";
    assertThat(lines("agent_role_usage_samples"))
        .isEqualTo(
            """
            agent_role_usage_samples{ROLEresource="cpu",against="limit"} 100
            agent_role_usage_samples{ROLEresource="cpu",against="request"} 100
            agent_role_usage_samples{ROLEresource="memory",against="limit"} 100
            agent_role_usage_samples{ROLEresource="memory",against="request"} 100
            """
                .replace("ROLE", role));
    assertThat(ratio("cpu", "request", "p50")).isBetween(0.0978, 0.1022);
    assertThat(ratio("cpu", "request", "p99")).isBetween(0.0978, 0.1022);
    assertThat(ratio("cpu", "limit", "p50")).isBetween(0.0489, 0.0511);
    assertThat(ratio("memory", "request", "p50")).isBetween(0.489, 0.511);
    assertThat(ratio("memory", "limit", "p99")).isBetween(0.2445, 0.2555);

    long later = START + 10 * MINUTE;
    know(later, all);
    told(later, new PodUse("acme", "r9", later, 4 * CORE, 256 * MIB));
    series.tick(later);
    assertThat(ratio("cpu", "request", "p99")).as("2 of 101").isBetween(3.912, 4.088);
  }

  @Test
  void takesAPodWithoutLimitForOneOfItsContainersAsUnlimited() {
    List<ContainerNeeds> containers =
        List.of(
            new ContainerNeeds("a", ContainerKind.MAIN, CORE, 2 * CORE, -1, MIB, 0, ""),
            new ContainerNeeds("b", ContainerKind.MAIN, CORE, -1, -1, MIB, 0, ""));
    PodView whole = pod("ada", "reviewer", 0, 0);
    PodView pod =
        new PodView(
            whole.uid(),
            whole.resourceVersion(),
            whole.namespace(),
            whole.name(),
            whole.node(),
            whole.owner(),
            whole.createdAtMillis(),
            whole.deletedAtMillis(),
            whole.phase(),
            whole.ready(),
            whole.readySinceMillis(),
            whole.labels(),
            whole.containers(),
            new PodNeeds(ComputeAmounts.NONE, List.of(), containers, PodRank.NONE));

    assertThat(PodSizes.of(pod)).isEqualTo(new PodSizes(2 * CORE, -1, -1, 2 * MIB));
  }

  @Test
  void putsTheRolesBeyondTheFirst256Together() {
    List<PodView> all = new ArrayList<>();
    List<PodUse> uses = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(pod("p" + i, "role-" + i, CORE, 0));
      uses.add(new PodUse("acme", "p" + i, START, CORE / 2, 0));
    }
    know(START, all);
    told(START, uses.toArray(new PodUse[0]));
    series.tick(START);

    assertThat(lines("agent_role_usage_samples").lines())
        .filteredOn(line -> line.contains("\"request\""))
        .hasSize(257)
        .filteredOn(line -> line.contains("role=\"_other\""))
        .singleElement()
        .asString()
        .endsWith(" 44");
  }

  @Test
  void forgetsARoleWhoseMeasurementsAreTooOld() {
    know(START, List.of(pod("ada", "reviewer", CORE, 0)));
    told(START, new PodUse("acme", "ada", START, CORE, 0));
    series.tick(START);
    assertThat(lines("agent_role_")).isNotEmpty();

    long late = START + 9 * 60 * MINUTE;
    know(late, List.of());
    told(late);
    series.tick(late);
    assertThat(text()).isEmpty();
  }

  @Test
  void showsNothingWhileTheSourceIsSilentForTooLong() {
    know(START, List.of(pod("ada", "reviewer", CORE, 0)));
    told(START, new PodUse("acme", "ada", START, CORE, 0));
    use.onHealth(new WatchHealth(false, START, START, START, 1, "refused"));

    series.tick(START + 5 * MINUTE);
    assertThat(text()).isNotEmpty();

    series.tick(START + 5 * MINUTE + 1);
    assertThat(text()).isEmpty();
  }

  private void know(long at, List<PodView> all) {
    pods.onReplace(all, at);
    pods.onHealth(new WatchHealth(true, at, START, at, 0, ""));
  }

  private void told(long at, PodUse... uses) {
    use.onReplace(List.of(uses), at);
    use.onHealth(new WatchHealth(true, at, START, at, 0, ""));
  }

  /// It asks for so much, and may take twice of it.
  private static PodView pod(String name, String role, long nanocores, long memoryBytes) {
    return new PodView(
        "uid-" + name,
        "1",
        "acme",
        name,
        "n",
        Owner.NONE,
        START - MINUTE,
        -1,
        PodPhase.RUNNING,
        true,
        -1,
        Map.of("app.kubernetes.io/component", role),
        List.of(),
        needs(nanocores, memoryBytes));
  }

  /// Halves of it for a sidecar and the main container; what runs before them does not count.
  private static PodNeeds needs(long nanocores, long memoryBytes) {
    return new PodNeeds(
        ComputeAmounts.NONE,
        List.of(),
        List.of(
            container(ContainerKind.INIT, 8 * CORE, 8 * CORE),
            container(ContainerKind.SIDECAR, nanocores / 2, memoryBytes / 2),
            container(ContainerKind.MAIN, nanocores / 2, memoryBytes / 2)),
        PodRank.NONE);
  }

  private static ContainerNeeds container(ContainerKind kind, long nanocores, long memoryBytes) {
    return new ContainerNeeds(
        "c", kind, nanocores, 2 * nanocores, memoryBytes, 2 * memoryBytes, 0, "");
  }

  private double ratio(String resource, String against, String percentile) {
    String line =
        lines("agent_role_usage_ratio")
            .lines()
            .filter(one ->
                one.contains(
                    "resource=\"%s\",against=\"%s\",percentile=\"%s\""
                        .formatted(resource, against, percentile)))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String text() {
    ByteSink out = new ByteSink(4_096);
    series.writeTo(Format.TEXT, out);
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
