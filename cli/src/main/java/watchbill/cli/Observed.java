package watchbill.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterAccess;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.EventView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.connectors.nats.JetStreamLook;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.core.port.ActivityIntake;
import watchbill.exporter.Observation;
import watchbill.exporter.bus.BusWatch;
import watchbill.exporter.cluster.ClusterSource;
import watchbill.exporter.gpu.GpuCluster;
import watchbill.exporter.gpu.GpuObservation;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.health.WatchedHealth;
import watchbill.exporter.infrastructure.InfrastructureSeries;
import watchbill.exporter.pods.PodSeries;
import watchbill.exporter.replication.JetStreamProbe;
import watchbill.exporter.replication.ReplicationWatch;
import watchbill.exporter.replication.StoreName;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.kubernetes.EventFacts;
import watchbill.sources.kubernetes.KnownPods;
import watchbill.sources.kubernetes.PodFacts;

/// What is seen beside the agents' own events: the cluster, as far as one can be reached, and what
/// is polled. What is wanted of it is said before [#start]: [#show] what an exporter shows, [#tell]
/// what a processor needs to know, or both, which share one watch of the pods.
final class Observed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Observed.class);

  private final RunConfig config;
  private final InstantSource clock;
  private final Consumer<Throwable> bugs;
  private final Optional<Cluster> cluster;
  private final List<SourceHealth> sources = new ArrayList<>();
  private final List<ExpositionSource> series = new ArrayList<>();
  private final List<WatchListener<PodView>> pods = new ArrayList<>();

  /// These come last: they may have to wait for the processor.
  private final List<WatchListener<PodView>> podFacts = new ArrayList<>();

  private final List<Runnable> starts = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  /// Looks for the cluster, and asks it nothing yet.
  ///
  /// @param bugs hears of what ends a thread that should not end
  Observed(RunConfig config, InstantSource clock, Consumer<Throwable> bugs) {
    this(config, find(config), clock, bugs);
  }

  /// The same for a cluster that has been found, or for none.
  Observed(
      RunConfig config, Optional<Cluster> cluster, InstantSource clock, Consumer<Throwable> bugs) {
    this.config = config;
    this.clock = clock;
    this.bugs = bugs;
    this.cluster = cluster;
    if (cluster.isPresent()) {
      open.add(cluster.get());
      pods.add(heard(ClusterSource.PODS.source()));
    }
  }

  /// The health of all that is seen here, once all is said that is wanted.
  List<SourceHealth> sources() {
    return sources;
  }

  /// All that is shown, once all is said that is wanted.
  List<ExpositionSource> series() {
    return series;
  }

  /// Shows what the cluster holds.
  void show() {
    if (cluster.isPresent()) {
      PodSeries shown = new PodSeries(config.agents(), PodSeries.DEFAULT_STALE_AFTER);
      pods.add(shown);
      series.add(shown);
      ClusterShown beside = new ClusterShown(config, cluster.get(), clock, bugs);
      pods.add(beside.agentsPods());
      add(beside);
      observeGpus(beside.gpus(), beside::dcgmExporters);
    } else {
      observeGpus(GpuCluster.none(), List::of);
    }
    observeStores();
  }

  private void observeGpus(GpuCluster known, Supplier<List<DcgmTarget>> exporters) {
    Optional<Path> program = config.gpu().program(System.getenv().getOrDefault("PATH", ""));
    add(
        new GpuObservation(
            config.gpu(),
            program,
            known,
            exporters,
            InfrastructureSeries.DEFAULT_STALE_AFTER,
            clock));
  }

  /// Whatever keeps copies, and the bus.
  private void observeStores() {
    ReplicationWatch stores = new ReplicationWatch(config.replication(), clock);
    Optional<NatsConfig> nats = config.activity().nats();
    if (nats.isPresent() && config.bus().enabled()) {
      NatsLink link = new NatsLink(nats.get(), state -> LOG.debug("bus: {}", state));
      open.add(link);
      starts.add(link::start);
      add(new BusWatch(config.bus(), link, clock));
      stores.add(
          new StoreName("", "jetstream", "nats"),
          new JetStreamProbe(new JetStreamLook(link, config.bus().streams())),
          config.bus().every());
    }
    add(stores);
  }

  /// Tells a processor what the cluster does to agents.
  void tell(ActivityIntake processor) {
    if (cluster.isPresent()) {
      KnownPods known = new KnownPods();
      podFacts.add(new PodFacts(config.agents(), processor, known));
      if (config.kubernetesEvents()) {
        watchEvents(cluster.get(), new EventFacts(known, processor));
      }
    }
  }

  /// Observes this, too.
  void add(Observation observation) {
    sources.addAll(observation.sources());
    series.addAll(observation.series());
    starts.add(observation::start);
    open.add(observation);
  }

  /// Starts everything; may be called once.
  void start() {
    cluster.ifPresent(this::watchPods);
    starts.forEach(Runnable::run);
  }

  @Override
  public void close() {
    for (AutoCloseable one : open.reversed()) {
      Closing.quietly(one);
    }
  }

  private static Optional<Cluster> find(RunConfig config) {
    if (!config.kubernetes()) {
      LOG.info("kubernetes: off by kubernetes.enabled");
      return Optional.empty();
    }
    return switch (ClusterAccess.find(System.getenv(), Path.of(System.getProperty("user.home")))) {
      case ClusterAccess.None none -> {
        LOG.info("kubernetes: {}; going on without pods", none.why());
        yield Optional.empty();
      }
      case ClusterAccess.Found found -> {
        LOG.info("kubernetes: {}, by {}", found.cluster().address(), found.how());
        yield Optional.of(found.cluster());
      }
    };
  }

  /// Keeps the health of a source without which work is missing.
  private <V> WatchListener<V> heard(String source) {
    SourceHealth health = new SourceHealth(source, clock);
    sources.add(health);
    return new WatchedHealth<>(health);
  }

  /// The one watch of the agents' pods, for all who want to hear of them.
  private void watchPods(Cluster found) {
    List<WatchListener<PodView>> listeners = new ArrayList<>(pods);
    listeners.addAll(podFacts);
    ClusterWatch<PodView> watch =
        ClusterWatch.pods(found, config.pods(), WatchListener.all(listeners));
    open.add(watch);
    watch.start();
  }

  /// Events say more than pods do, and may be missing: without the right to read them, this one
  /// source is down.
  private void watchEvents(Cluster found, EventFacts facts) {
    SourceHealth health = SourceHealth.supplementary(ClusterSource.EVENTS.source(), clock);
    sources.add(health);
    ClusterWatch<EventView> watch =
        ClusterWatch.events(
            found,
            config.pods().withAnyLabels(),
            WatchListener.all(List.of(new WatchedHealth<EventView>(health), facts)));
    starts.add(watch::start);
    open.add(watch);
  }
}
