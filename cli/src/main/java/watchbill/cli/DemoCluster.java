package watchbill.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.VolumeUse;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.cluster.Ticking;
import watchbill.exporter.infrastructure.ComputeRates;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.infrastructure.InfrastructureSeries;
import watchbill.exporter.infrastructure.KnownCluster;
import watchbill.exporter.infrastructure.PodOwners;
import watchbill.exporter.infrastructure.Rates;
import watchbill.exporter.infrastructure.StatelessRates;
import watchbill.exporter.nodes.NodeSeries;
import watchbill.exporter.usage.UsageConfig;
import watchbill.exporter.usage.UsageSeries;
import watchbill.exporter.volumes.VolumeSeries;
import watchbill.exporter.volumes.VolumeSources;
import watchbill.exporter.volumes.VolumesConfig;

/// The cluster that the simulated fleet runs in, and its bill: a node for each that a pod names, a
/// workspace for each pod, a machine with two GPUs of which a model server holds one, a workspace
/// that was left behind, and a volume that has no rate. For the thread that plays.
final class DemoCluster implements WatchListener<PodView> {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long GIB = 1L << 30;
  private static final long MILLICORE = 1_000_000;
  private static final String SHARED = "inference";
  private static final ComputeAmounts MACHINE = new ComputeAmounts(8_000 * MILLICORE, 32 * GIB, 0);
  private static final ComputeAmounts FOR_PODS = new ComputeAmounts(7_910 * MILLICORE, 29 * GIB, 0);
  private static final ComputeAmounts GPU_MACHINE =
      new ComputeAmounts(16_000 * MILLICORE, 64 * GIB, 2);
  private static final ComputeAmounts AGENT = new ComputeAmounts(500 * MILLICORE, GIB, 0);
  private static final ComputeAmounts MODEL_SERVER =
      new ComputeAmounts(4_000 * MILLICORE, 16 * GIB, 1);
  private static final String MODEL_SERVER_POD = "model-server-0";

  /// Round numbers, such as machines cost; the demo's and nobody's price list.
  private static final InfrastructureConfig CONFIG =
      new InfrastructureConfig(
          new Rates(
              new ComputeRates(pico("0.03"), pico("0.004"), pico("1.5")),
              new ComputeRates(ComputeRates.UNKNOWN, ComputeRates.UNKNOWN, ComputeRates.UNKNOWN),
              Map.of(),
              Map.of(),
              ComputeRates.UNKNOWN,
              Map.of("ssd", pico("0.2"))),
          Optional.of(new StatelessRates(pico("0.000024"), pico("0.0000025"))),
          true,
          Set.of(SHARED));

  private final KnownCluster known = KnownCluster.empty(false, MINUTE);
  private final Known<VolumeUse> volumes = new Known<>(VolumeUse::claim, MINUTE.toMillis());
  private final Known<WorkloadView> sets = new Known<>(WorkloadView::uid, MINUTE.toMillis());
  private final InfrastructureSeries bill =
      new InfrastructureSeries(
          CONFIG,
          new PodOwners(AgentIdentity.DEFAULT, CONFIG.sharedNamespaces(), _ -> true),
          known,
          MINUTE);
  private final List<Ticking> series =
      List.of(
          bill,
          new VolumeSeries(
              new VolumesConfig(true, Duration.ofSeconds(5)),
              AgentIdentity.DEFAULT,
              new VolumeSources(known.claims(), known.pods(), volumes, sets),
              Optional.of(CONFIG.rates())),
          new UsageSeries(UsageConfig.DEFAULT, AgentIdentity.DEFAULT, known.pods(), known.use()),
          new NodeSeries(
              new ObjectOwners(AgentIdentity.DEFAULT, CONFIG.sharedNamespaces()),
              known.nodes(),
              known.pods()));
  private final Map<String, PodView> pods = new HashMap<>();
  private final InstantSource clock;

  DemoCluster(InstantSource clock) {
    this.clock = clock;
    long now = clock.millis();
    sets.onReplace(List.of(), now);
    known.pods().onReplace(List.of(modelServer()), now);
    known.nodes().onReplace(List.of(node("gpu-0", "gpu", GPU_MACHINE, GPU_MACHINE)), now);
    known
        .claims()
        .onReplace(
            List.of(claim(SHARED, "workspace-retired", "ssd"), claim(SHARED, "scratch", "local")),
            now);
  }

  /// What is shown of it.
  List<Ticking> series() {
    return series;
  }

  /// What an agent's pod holds.
  static PodNeeds needs(String pod) {
    return new PodNeeds(AGENT, List.of("workspace-" + pod));
  }

  /// Lets the time of the clock pass.
  void tick() {
    long now = clock.millis();
    WatchHealth well = new WatchHealth(true, now, now, now, 0, "");
    known.pods().onHealth(well);
    known.nodes().onHealth(well);
    known.claims().onHealth(well);
    known.use().onHealth(well);
    List<PodUse> uses = new ArrayList<>();
    pods.values().forEach(pod -> uses.add(use(pod, now)));
    known.use().onReplace(uses, now);
    volumes.onHealth(well);
    volumes.onReplace(pods.values().stream().map(pod -> disk(pod, now)).toList(), now);
    sets.onHealth(well);
    series.forEach(one -> one.tick(now));
  }

  @Override
  public void onReplace(List<PodView> all, long heardAtMillis) {
    all.forEach(pod -> onUpsert(pod, heardAtMillis));
  }

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) {
    pods.put(pod.uid(), pod);
    known.pods().onUpsert(pod, heardAtMillis);
    known.nodes().onUpsert(node(pod.node(), "agents", MACHINE, FOR_PODS), heardAtMillis);
    known
        .claims()
        .onUpsert(claim(pod.namespace(), "workspace-" + pod.name(), "ssd"), heardAtMillis);
  }

  @Override
  public void onDelete(PodView pod, long heardAtMillis) {
    pods.remove(pod.uid());
    known.pods().onDelete(pod, heardAtMillis);
  }

  @Override
  public void onHealth(WatchHealth health) {
    known.pods().onHealth(health);
  }

  /// An agent waits for its model most of the time: it uses 2 to 20 hundredths of a CPU.
  private static PodUse use(PodView pod, long nowMillis) {
    long hundredths = 2L + Math.floorMod(pod.name().hashCode(), 19);
    return new PodUse(
        pod.namespace(), pod.name(), nowMillis, hundredths * 10L * MILLICORE, GIB / 2);
  }

  /// Agents fill their workspaces by 1 MiB a minute, each from a height of its own.
  private static VolumeUse disk(PodView pod, long nowMillis) {
    long minutes = nowMillis / MINUTE.toMillis() % 1_000;
    long used = Math.floorMod(pod.name().hashCode(), 4) * GIB + (minutes << 20);
    long size = 10 * GIB;
    return new VolumeUse(
        pod.namespace(),
        "workspace-" + pod.name(),
        nowMillis,
        size,
        size - used,
        used,
        655_360,
        20_000 + minutes);
  }

  private static PodView modelServer() {
    return new PodView(
        SHARED + "/" + MODEL_SERVER_POD,
        "",
        SHARED,
        MODEL_SERVER_POD,
        "gpu-0",
        new Owner("StatefulSet", "model-server"),
        -1,
        -1,
        PodPhase.RUNNING,
        true,
        -1,
        Map.of(),
        List.of(),
        new PodNeeds(MODEL_SERVER, List.of()));
  }

  private static NodeView node(
      String name, String pool, ComputeAmounts capacity, ComputeAmounts allocatable) {
    return new NodeView(name, "", name, pool, "", false, "", 1, capacity, allocatable);
  }

  private static ClaimView claim(String namespace, String name, String storageClass) {
    return new ClaimView(
        namespace + "/" + name, "", namespace, name, storageClass, true, 10 * GIB, -1, Map.of());
  }

  private static long pico(String dollars) {
    return new BigDecimal(dollars).movePointRight(12).longValueExact();
  }
}
