package watchbill.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.kubernetes.AutoscalerView;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterObject;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchConfig;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.exporter.Observation;
import watchbill.exporter.autoscaling.AutoscalingSeries;
import watchbill.exporter.cluster.ClusterSource;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.cluster.Ticking;
import watchbill.exporter.disruption.DisruptionSeries;
import watchbill.exporter.gpu.GpuCluster;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.health.WatchedHealth;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.infrastructure.InfrastructureSeries;
import watchbill.exporter.infrastructure.KnownCluster;
import watchbill.exporter.infrastructure.PodOwners;
import watchbill.exporter.nodes.NodeSeries;
import watchbill.exporter.usage.UsageConfig;
import watchbill.exporter.usage.UsageSeries;
import watchbill.exporter.usage.UsageSource;
import watchbill.exporter.volumes.VolumeSeries;
import watchbill.exporter.volumes.VolumeSources;
import watchbill.exporter.workloads.KnownWorkloads;
import watchbill.exporter.workloads.WorkloadSeries;
import watchbill.metrics.exposition.ExpositionSource;

/// What an exporter shows of a cluster beside its agents' pods: one watch for each kind of object
/// that something shown rests on, the poll of what pods use, and the time that passes.
final class ClusterShown implements Observation {
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Duration STALE_AFTER = InfrastructureSeries.DEFAULT_STALE_AFTER;

  private final RunConfig run;
  private final ClusterPlan plan;
  private final Cluster cluster;
  private final InstantSource clock;
  private final Consumer<Throwable> bugs;
  private final Duration tick;
  private final List<SourceHealth> sources = new ArrayList<>();
  private final List<Ticking> series = new ArrayList<>();
  private final List<Runnable> starts = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();
  private final Thread ticking = Thread.ofVirtual().name("cluster").unstarted(this::tick);

  private final Known<PodView> agentsPods = known(PodView::uid);
  private final Known<PodView> allPods;
  private final Known<NodeView> nodes = known(NodeView::uid);

  /// Watches that are not started yet.
  ///
  /// @param bugs hears of what ends the ticking
  ClusterShown(RunConfig run, Cluster cluster, InstantSource clock, Consumer<Throwable> bugs) {
    this(run, cluster, clock, bugs, TICK);
  }

  ClusterShown(
      RunConfig run,
      Cluster cluster,
      InstantSource clock,
      Consumer<Throwable> bugs,
      Duration tick) {
    this.run = run;
    this.plan = ClusterPlan.of(run);
    this.cluster = cluster;
    this.clock = clock;
    this.bugs = bugs;
    this.tick = tick;
    this.allPods = plan.has(ClusterSource.ALL_PODS) ? known(PodView::uid) : agentsPods;
    add();
  }

  /// Hears of the pods that are watched for agents.
  WatchListener<PodView> agentsPods() {
    return agentsPods;
  }

  /// What is to be known of the cluster to say whose a GPU is.
  GpuCluster gpus() {
    return new GpuCluster(allPods, nodes, owners()::agentIn, ClusterShown::gpusOf);
  }

  /// Whole ones, shares and MIG instances alike.
  private static long gpusOf(PodView pod) {
    long gpus = 0;
    for (ContainerNeeds container : pod.needs().containers()) {
      gpus += container.kind() == ContainerKind.INIT ? 0 : container.gpus();
    }
    return gpus;
  }

  /// The DCGM exporters whose pods are known now.
  List<DcgmTarget> dcgmExporters() {
    List<PodView> pods = allPods.at(clock.millis());
    List<DcgmTarget> found = new ArrayList<>();
    if (pods != null) {
      for (PodView pod : pods) {
        if (run.gpu().dcgm().fits(pod.labels())) {
          DcgmTarget.ofPod(pod.node(), pod.status().podIp(), run.gpu().dcgm().port())
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  @Override
  public List<SourceHealth> sources() {
    return List.copyOf(sources);
  }

  @Override
  public List<ExpositionSource> series() {
    return List.copyOf(series);
  }

  @Override
  public void start() {
    starts.forEach(Runnable::run);
    ticking.start();
  }

  @Override
  public void close() {
    ticking.interrupt();
    ends.forEach(Runnable::run);
  }

  private void add() {
    Optional<InfrastructureConfig> rates = run.infrastructure();
    KnownWorkloads workloads = KnownWorkloads.empty(STALE_AFTER);
    Known<ClaimView> claims = known(ClaimView::uid);
    watch(ClusterSource.ALL_PODS, ClusterWatch::pods, allPods);
    watch(ClusterSource.NODES, ClusterWatch::nodes, nodes);
    watch(ClusterSource.CLAIMS, ClusterWatch::claims, claims);
    watch(ClusterSource.STATEFUL_SETS, ClusterWatch::statefulSets, workloads.statefulSets());
    watch(ClusterSource.DEPLOYMENTS, ClusterWatch::deployments, workloads.deployments());
    UsageSource usage =
        new UsageSource(
            run.usage(),
            cluster,
            plan.scope(ClusterSource.METRICS).namespaces(),
            nodes,
            STALE_AFTER,
            clock);
    sources.addAll(usage.sources());
    starts.add(usage::start);
    ends.add(usage::close);
    if (run.usage().from() != UsageConfig.From.OFF) {
      series.add(new UsageSeries(run.usage(), run.agents(), agentsPods, usage.pods()));
    }
    if (run.volumes().claims()) {
      VolumeSources seen =
          new VolumeSources(claims, allPods, usage.volumes(), workloads.statefulSets());
      series.add(
          new VolumeSeries(
              run.volumes(), run.agents(), seen, rates.map(InfrastructureConfig::rates)));
    }
    addCluster(workloads);
    rates.ifPresent(known ->
        series.add(
            bill(
                known,
                new KnownCluster(
                    allPods,
                    agentsPods,
                    nodes,
                    claims,
                    known.use() ? usage.pods() : known(PodUse::pod)))));
  }

  private void addCluster(KnownWorkloads workloads) {
    if (run.cluster().workloads()) {
      series.add(new WorkloadSeries(owners(), workloads));
    }
    if (run.cluster().disruption()) {
      Known<DisruptionBudgetView> budgets = known(DisruptionBudgetView::uid);
      watch(ClusterSource.DISRUPTION_BUDGETS, ClusterWatch::disruptionBudgets, budgets);
      series.add(new DisruptionSeries(owners(), budgets, workloads, nodes, agentsPods));
    }
    if (run.cluster().autoscaling()) {
      Known<AutoscalerView> autoscalers = known(AutoscalerView::uid);
      AutoscalingSeries shown = new AutoscalingSeries(owners(), autoscalers, workloads);
      watch(ClusterSource.AUTOSCALERS, ClusterWatch::autoscalers, autoscalers, shown.changes());
      series.add(shown);
    }
    if (run.cluster().nodes()) {
      series.add(new NodeSeries(owners(), nodes, agentsPods));
    }
  }

  private InfrastructureSeries bill(InfrastructureConfig rates, KnownCluster known) {
    PodOwners owners = new PodOwners(run.agents(), rates.sharedNamespaces(), agentsPods::has);
    return new InfrastructureSeries(rates, owners, known, STALE_AFTER);
  }

  private ObjectOwners owners() {
    return new ObjectOwners(run.agents(), run.cluster().sharedNamespaces());
  }

  private static <V> Known<V> known(Function<V, String> key) {
    return new Known<>(key, STALE_AFTER.toMillis());
  }

  /// How a watch of one kind is made.
  @FunctionalInterface
  private interface Made<V extends ClusterObject> {
    ClusterWatch<V> by(Cluster cluster, WatchConfig config, WatchListener<V> listener);
  }

  private <V extends ClusterObject> void watch(ClusterSource source, Made<V> made, Known<V> into) {
    watch(source, made, into, null);
  }

  /// Watches it, if it is asked for anything.
  private <V extends ClusterObject> void watch(
      ClusterSource source, Made<V> made, Known<V> into, @Nullable WatchListener<V> also) {
    if (!plan.has(source)) {
      return;
    }
    SourceHealth health = SourceHealth.supplementary(source.source(), clock);
    sources.add(health);
    List<WatchListener<V>> listeners = new ArrayList<>(List.of(into, new WatchedHealth<V>(health)));
    if (also != null) {
      listeners.add(also);
    }
    ClusterWatch<V> watch = made.by(cluster, plan.scope(source), WatchListener.all(listeners));
    starts.add(watch::start);
    ends.add(watch::close);
  }

  private void tick() {
    try {
      while (true) {
        series.forEach(shown -> shown.tick(clock.millis()));
        TimeUnit.NANOSECONDS.sleep(tick.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) { // the room's door: the series must not stand still unheard
      bugs.accept(bug);
    }
  }
}
