package watchbill.exporter.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.kubernetes.ClaimPhase;
import watchbill.connectors.kubernetes.ClaimTemplates;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.ReplicaCounts;
import watchbill.connectors.kubernetes.Rollout;
import watchbill.connectors.kubernetes.VolumeUse;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.infrastructure.Rates;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

class VolumeSeriesTest {
  private static final long START = 1_767_323_045_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long GIB = 1L << 30;
  private static final String ADA =
      "tenant=\"acme\",agent=\"ada-0\",role=\"reviewer\",namespace=\"acme\",claim=\"work-ada-0\","
          + "storage_class=\"ssd\"";
  private static final Rates RATES =
      InfrastructureConfig.of(
              ConfigFile.parse(
                  "test",
                  "infrastructure: {currency: USD, rates: {cpu: 1, memory: 1}, volumes: {ssd: 0.073}}",
                  Path.of("/"),
                  _ -> null))
          .orElseThrow()
          .rates();

  private final Known<ClaimView> claims = new Known<>(ClaimView::uid, 5 * MINUTE);
  private final Known<PodView> pods = new Known<>(PodView::uid, 5 * MINUTE);
  private final Known<VolumeUse> use = new Known<>(VolumeUse::claim, 5 * MINUTE);
  private final Known<WorkloadView> sets = new Known<>(WorkloadView::name, 5 * MINUTE);
  private final VolumeSeries series = seriesWith(Optional.empty());

  @BeforeEach
  void nothingIsThere() {
    tell(claims);
    tell(pods);
    tell(sets);
  }

  @Test
  void showsAClaimAndHowFullItsVolumeIs() {
    tell(sets, set("ada", 1, false));
    tell(claims, claim("work-ada-0"));
    tell(pods, pod("ada-0", PodPhase.RUNNING, "work-ada-0"));
    tell(
        use,
        new VolumeUse("acme", "work-ada-0", START - 500, 20 * GIB, 12 * GIB, 7 * GIB, 1_000, 250));
    series.tick(START);

    assertThat(text())
        .isEqualTo(
            """
            agent_volume_available_bytes{ADA} 12884901888
            agent_volume_bound{ADA} 1
            agent_volume_capacity_bytes{ADA} 21474836480
            agent_volume_info{ADA,statefulset="ada",ordinal="0",access_modes="ReadWriteOnce",volume_mode="Filesystem"} 1
            agent_volume_inodes_used{ADA} 250
            agent_volume_inodes{ADA} 1000
            agent_volume_observed_timestamp_seconds{ADA} 1.7673230445E9
            agent_volume_requested_bytes{ADA} 20401094656
            agent_volume_size_bytes{ADA} 21474836480
            agent_volume_used_bytes{ADA} 7516192768
            """
                .replace("ADA", ADA));
  }

  @Test
  void showsNoSizeOfAClaimThatWaitsButSinceWhen() {
    tell(
        claims,
        new ClaimView(
            "u-1",
            "1",
            "acme",
            "work",
            "",
            ClaimPhase.PENDING,
            GIB,
            START - HOUR,
            Map.of("watchbill.io/agent", "bob"),
            GIB,
            List.of("ReadWriteMany", "ReadOnlyMany"),
            true));
    series.tick(START);

    assertThat(text())
        .isEqualTo(
            """
            agent_volume_bound{BOB} 0
            agent_volume_info{BOB,statefulset="",ordinal="",access_modes="ReadOnlyMany,ReadWriteMany",volume_mode="Block"} 1
            agent_volume_pending_since_timestamp_seconds{BOB} 1767319445
            agent_volume_requested_bytes{BOB} 1073741824
            """
                .replace(
                    "BOB",
                    "tenant=\"acme\",agent=\"bob\",role=\"\",namespace=\"acme\",claim=\"work\","
                        + "storage_class=\"\""));
  }

  @Test
  void aLostVolumeIsNeitherBoundNorPending() {
    tell(claims, claim("work", ClaimPhase.LOST));
    series.tick(START);
    series.tick(START + 2 * HOUR);

    assertThat(text()).contains("agent_volume_bound").doesNotContain("pending", "orphaned", "size");
  }

  @Test
  void showsOfTheUseOnlyWhatWasTold() {
    tell(claims, claim("raw"));
    tell(use, new VolumeUse("acme", "raw", -1, 20 * GIB, -1, -1, -1, -1));
    for (long at = START; at < START + 2 * HOUR; at += 5 * MINUTE) {
      series.tick(at);
    }

    assertThat(text())
        .contains("agent_volume_capacity_bytes")
        .doesNotContain("used", "available", "inodes", "observed", "growth", "full");
  }

  @Test
  void showsHowFastAVolumeFillsAndWhenItIsFull() {
    tell(claims, claim("work-ada-0"));
    tell(pods, pod("ada-0", PodPhase.RUNNING, "work-ada-0"));
    for (long i = 0; i < 13; i++) {
      long used = 5 * GIB + i * 300 * 1_000_000L;
      tell(use, new VolumeUse("acme", "work-ada-0", START, 20 * GIB, 3_600_000_000L, used, 9, 1));
      series.tick(START + i * 5 * MINUTE);
    }

    assertThat(lines("agent_volume_growth"))
        .isEqualTo("agent_volume_growth_bytes_per_second{" + ADA + "} 1000000\n");
    assertThat(lines("agent_volume_time"))
        .isEqualTo("agent_volume_time_to_full_seconds{" + ADA + "} 3600\n");

    tell(claims, claim("work-ada-0", "uid-of-the-next"));
    series.tick(START + 61 * MINUTE);
    assertThat(lines("agent_volume_growth")).as("another volume").isEmpty();
  }

  @Test
  void callsAVolumeOrphanedThatNobodyMountsForLongEnough() {
    tell(claims, claim("left"));
    series.tick(START);
    series.tick(START + HOUR - 1);
    assertThat(lines("agent_volume_orphaned")).isEmpty();

    series.tick(START + HOUR);
    String left =
        "tenant=\"acme\",agent=\"\",role=\"reviewer\",namespace=\"acme\",claim=\"left\","
            + "storage_class=\"ssd\"";
    assertThat(lines("agent_volume_orphaned"))
        .isEqualTo(
            """
            agent_volume_orphaned_bytes{LEFT,reason="unmounted"} 21474836480
            agent_volume_orphaned_since_timestamp_seconds{LEFT} 1767323045
            """
                .replace("LEFT", left));

    tell(pods, pod("eve", PodPhase.PENDING, "left"));
    series.tick(START + HOUR + 1);
    assertThat(lines("agent_volume_orphaned")).isEmpty();

    tell(pods, pod("eve", PodPhase.SUCCEEDED, "left"));
    series.tick(START + HOUR + 2);
    assertThat(lines("agent_volume_orphaned")).as("the time begins anew").isEmpty();
    series.tick(START + 2 * HOUR + 2);
    assertThat(lines("agent_volume_orphaned_bytes"))
        .as("whose it was is remembered")
        .contains("agent=\"eve\"");
  }

  @Test
  void pricesAnOrphanWhereThereIsARate() {
    VolumeSeries priced = seriesWith(Optional.of(RATES));
    tell(claims, claim("left"), claim("odd", ClaimPhase.BOUND, "tape"));
    priced.tick(START);
    priced.tick(START + HOUR);

    assertThat(lines(priced, "agent_volume_orphaned_bytes").lines()).hasSize(2);
    assertThat(lines(priced, "agent_volume_orphaned_usd"))
        .isEqualTo(
            "agent_volume_orphaned_usd_per_hour{tenant=\"acme\",agent=\"\",role=\"reviewer\","
                + "namespace=\"acme\",claim=\"left\",storage_class=\"ssd\"} 0.002\n");
  }

  @Test
  void leavesToAStatefulSetWhatItWillMountOrDelete() {
    tell(sets, set("ada", 2, false), set("bob", 1, true), set("eve", 5, 2, false));
    tell(
        claims,
        claim("work-ada-1"),
        claim("work-ada-2"),
        claim("work-bob-1"),
        claim("work-eve-4"),
        claim("work-eve-6"),
        claim("cache-ada-0"),
        claim("work-zoe-0"),
        claim("work-ada-01"));
    series.tick(START);
    series.tick(START + HOUR);

    assertThat(lines("agent_volume_orphaned_bytes").lines().map(VolumeSeriesTest::inShort))
        .containsExactlyInAnyOrder(
            "work-ada-2 scaled_down of ada-2",
            "work-eve-4 scaled_down of eve-4",
            "cache-ada-0 set_gone of ",
            "work-zoe-0 set_gone of ",
            "work-ada-01 unmounted of ");
  }

  @Test
  void callsNothingOrphanedWhileItIsUnknownWhoMountsIt() {
    tell(claims, claim("left"));
    sets.onHealth(new WatchHealth(false, START, START, START - 10 * MINUTE, 1, "refused"));
    series.tick(START);
    series.tick(START + HOUR);
    assertThat(lines("agent_volume_orphaned")).isEmpty();
    assertThat(lines("agent_volume_bound")).isNotEmpty();

    tell(sets);
    pods.onHealth(new WatchHealth(false, START, START, START, 1, "refused"));
    series.tick(START + HOUR);
    series.tick(START + 2 * HOUR);
    assertThat(lines("agent_volume_orphaned")).isEmpty();
    assertThat(lines("agent_volume_bound")).isNotEmpty();
  }

  @Test
  void showsNothingWhileTheClaimsAreUnknown() {
    tell(claims, claim("left"));
    series.tick(START);
    assertThat(text()).isNotEmpty();

    claims.onHealth(new WatchHealth(false, START, START, START, 1, "refused"));
    series.tick(START + HOUR);
    assertThat(text()).isEmpty();
  }

  @Test
  void namesNoAgentWhereSeveralMountOneVolume() {
    tell(claims, claim("shared"));
    tell(pods, pod("ada-0", PodPhase.RUNNING, "shared"), pod("bob-0", PodPhase.RUNNING, "shared"));
    series.tick(START);

    assertThat(lines("agent_volume_bound"))
        .isEqualTo(
            "agent_volume_bound{tenant=\"acme\",agent=\"\",role=\"reviewer\",namespace=\"acme\","
                + "claim=\"shared\",storage_class=\"ssd\"} 1\n");
  }

  private VolumeSeries seriesWith(Optional<Rates> rates) {
    return new VolumeSeries(
        new VolumesConfig(true, Duration.ofHours(1)),
        AgentIdentity.DEFAULT,
        new VolumeSources(claims, pods, use, sets),
        rates);
  }

  private static void tell(Known<ClaimView> known, ClaimView... all) {
    tell(known, List.of(all));
  }

  private static void tell(Known<PodView> known, PodView... all) {
    tell(known, List.of(all));
  }

  private static void tell(Known<VolumeUse> known, VolumeUse... all) {
    tell(known, List.of(all));
  }

  private static <V> void tell(Known<V> known, List<V> all) {
    known.onReplace(all, START);
    known.onHealth(new WatchHealth(true, START, START, START, 0, ""));
  }

  private static void tell(Known<WorkloadView> known, WorkloadView... all) {
    tell(known, List.of(all));
  }

  private static WorkloadView set(String name, int replicas, boolean deletes) {
    return set(name, 0, replicas, deletes);
  }

  private static WorkloadView set(String name, int first, int replicas, boolean deletes) {
    return new WorkloadView(
        "uid-" + name,
        "1",
        "acme",
        name,
        Map.of(),
        new ReplicaCounts(replicas, 0, 0, 0, 0),
        new Rollout.OfStatefulSet(true, false, 0, "", "", 30),
        new ClaimTemplates(Set.of("work"), first, deletes));
  }

  private static ClaimView claim(String name) {
    return claim(name, ClaimPhase.BOUND);
  }

  private static ClaimView claim(String name, String uid) {
    return claim(name, uid, ClaimPhase.BOUND, "ssd");
  }

  private static ClaimView claim(String name, ClaimPhase phase) {
    return claim(name, phase, "ssd");
  }

  private static ClaimView claim(String name, ClaimPhase phase, String storageClass) {
    return claim(name, "uid-" + name, phase, storageClass);
  }

  private static ClaimView claim(String name, String uid, ClaimPhase phase, String storageClass) {
    return new ClaimView(
        uid,
        "1",
        "acme",
        name,
        storageClass,
        phase,
        20 * GIB,
        START - HOUR,
        Map.of("app.kubernetes.io/component", "reviewer"),
        19 * GIB,
        List.of("ReadWriteOnce"),
        false);
  }

  private static PodView pod(String name, PodPhase phase, String claim) {
    return new PodView(
        "uid-" + name,
        "1",
        "acme",
        name,
        "n",
        Owner.NONE,
        START - HOUR,
        -1,
        phase,
        true,
        -1,
        Map.of("app.kubernetes.io/component", "reviewer"),
        List.of(),
        new PodNeeds(ComputeAmounts.NONE, List.of(claim)));
  }

  private static String inShort(String line) {
    return line.replaceAll(".*agent=\"(.*?)\".*claim=\"(.*?)\".*reason=\"(.*?)\".*", "$2 $3 of $1");
  }

  private String text() {
    return lines("agent_");
  }

  private String lines(String family) {
    return lines(series, family);
  }

  private static String lines(VolumeSeries of, String family) {
    ByteSink out = new ByteSink(4_096);
    of.writeTo(Format.TEXT, out);
    return out.toString()
        .lines()
        .filter(line -> line.startsWith(family))
        .sorted()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
