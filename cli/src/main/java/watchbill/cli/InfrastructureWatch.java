package watchbill.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.UsePoll;
import watchbill.connectors.kubernetes.WatchConfig;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.health.WatchedHealth;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.infrastructure.InfrastructureSeries;
import watchbill.exporter.infrastructure.KnownCluster;
import watchbill.exporter.infrastructure.PodOwners;

/// Everything that a cluster's bill needs: watches of its nodes, its volume claims and, when only
/// some pods are watched for agents, of all pods; a poll of what pods use; and the time that
/// passes.
final class InfrastructureWatch implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(10);

  /// As often as metrics-server measures in its slowest common setting (`--metric-resolution`).
  private static final Duration USE_EVERY = Duration.ofMinutes(1);

  private final Duration tick;
  private final InstantSource clock;
  private final Consumer<Throwable> bugs;
  private final KnownCluster known;
  private final InfrastructureSeries series;
  private final List<SourceHealth> sources = new ArrayList<>();
  private final List<Runnable> starts = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();
  private final Thread ticking = Thread.ofVirtual().name("infrastructure").unstarted(this::run);

  /// Watches that are not started yet.
  ///
  /// @param bugs hears of what ends the ticking
  InfrastructureWatch(
      InfrastructureConfig config,
      RunConfig run,
      Cluster cluster,
      InstantSource clock,
      Consumer<Throwable> bugs) {
    this(config, run, cluster, clock, bugs, TICK);
  }

  InfrastructureWatch(
      InfrastructureConfig config,
      RunConfig run,
      Cluster cluster,
      InstantSource clock,
      Consumer<Throwable> bugs,
      Duration tick) {
    this.tick = tick;
    this.clock = clock;
    this.bugs = bugs;
    Duration staleAfter = InfrastructureSeries.DEFAULT_STALE_AFTER;
    WatchConfig all = run.pods().ofAll();
    this.known = KnownCluster.empty(run.pods().isSelective(), staleAfter);
    PodOwners owners =
        new PodOwners(run.agents(), config.sharedNamespaces(), known.selected()::has);
    this.series = new InfrastructureSeries(config, owners, known, staleAfter);
    if (run.pods().isSelective()) {
      add(ClusterWatch.pods(cluster, all, heard("kubernetes_pods", known.pods())));
    }
    ClusterWatch<NodeView> nodes =
        ClusterWatch.nodes(cluster, all, heard("kubernetes_nodes", known.nodes()));
    ClusterWatch<ClaimView> claims =
        ClusterWatch.claims(cluster, all, heard("kubernetes_claims", known.claims()));
    add(nodes);
    add(claims);
    if (config.use()) {
      WatchListener<PodUse> use = heard("kubernetes_metrics", known.use());
      UsePoll poll = new UsePoll(cluster, USE_EVERY, use);
      starts.add(poll::start);
      ends.add(poll::close);
    }
  }

  /// Hears of the pods that are watched for agents.
  WatchListener<PodView> agentsPods() {
    return known.selected();
  }

  /// What is shown.
  InfrastructureSeries series() {
    return series;
  }

  /// The health of all that is watched here.
  List<SourceHealth> sources() {
    return sources;
  }

  /// Starts everything; may be called once.
  void start() {
    starts.forEach(Runnable::run);
    ticking.start();
  }

  @Override
  public void close() {
    ticking.interrupt();
    ends.forEach(Runnable::run);
  }

  private void add(ClusterWatch<?> watch) {
    starts.add(watch::start);
    ends.add(watch::close);
  }

  private <V> WatchListener<V> heard(String source, Known<V> into) {
    SourceHealth health = new SourceHealth(source, clock);
    sources.add(health);
    return WatchListener.all(List.of(into, new WatchedHealth<V>(health)));
  }

  private void run() {
    try {
      while (true) {
        series.tick(clock.millis());
        TimeUnit.NANOSECONDS.sleep(tick.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) { // the room's door: the bill must not stand still unheard
      bugs.accept(bug);
    }
  }
}
