package watchbill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterAccess;
import watchbill.connectors.kubernetes.ClusterWatch;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamTail;
import watchbill.core.rules.FleetOptions;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.exporter.budgets.BudgetSeries;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.health.WatchedHealth;
import watchbill.exporter.infrastructure.InfrastructureConfig;
import watchbill.exporter.pods.PodSeries;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.kubernetes.PodFacts;
import watchbill.sources.nats.ActivitySource;
import watchbill.sources.nats.NatsDeadLetters;

/// A station with real sources: NATS and Kubernetes, as far as they are there.
final class Run implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final RunConfig config;
  private final InstantSource clock = InstantSource.system();
  private final SourceHealth activity = new SourceHealth("nats", clock);
  private final List<SourceHealth> others = new ArrayList<>();
  private final List<ExpositionSource> series = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private static final Duration PRICES_LOOKED_AT = Duration.ofSeconds(5);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Station station;
  private @Nullable InfrastructureWatch infrastructure;
  private @Nullable Thread reader;

  /// Starts everything that can be started.
  Run(RunConfig config) throws IOException, InterruptedException {
    this.config = config;
    this.station =
        new Station(
            new EmbeddedProcessor.Options(
                config.partitions(),
                new FleetOptions(
                    config.stuck(),
                    Prices.of(config.prices()),
                    config.spend().calendars(),
                    config.incidents()),
                config.checkpoint(),
                System::nanoTime),
            clock);
    station.budgets(config.spend(), BudgetSeries.LEAST_WATCHED);
    watchPrices();
    ClusterWatch<PodView> pods = pods();
    Thread reading = activity();
    int port = station.start(config.exporter(), activity, others, series);
    LOG.info("http: http://localhost:{}/metrics", port);
    if (pods != null) {
      pods.start();
    }
    if (infrastructure != null) {
      infrastructure.start();
    }
    if (reading != null) {
      reading.start();
    } else {
      station.publishWhenApplied();
    }
    reader = reading;
  }

  /// Waits; ends with the bug that ended the processing.
  ///
  /// @throws IllegalStateException that bug
  void untilBug() throws InterruptedException {
    try {
      throw new IllegalStateException("the processing ended", station.bug().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the processing ended", e.getCause());
    }
  }

  /// Stops reading, writes the last checkpoint, and ends. A second call does nothing.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Thread reading = reader;
    if (reading != null) {
      reading.interrupt();
      join(reading);
    }
    for (AutoCloseable one : open.reversed()) {
      close(one);
    }
    close(station);
  }

  /// Takes over a price file of one's own when it changes.
  private void watchPrices() {
    if (config.prices().isEmpty()) {
      return;
    }
    Path file = config.prices().get();
    SourceHealth health = new SourceHealth("prices", clock);
    PriceFileWatch watch = new PriceFileWatch(file, PRICES_LOOKED_AT, station.processor(), health);
    others.add(health);
    open.add(watch);
    watch.start();
  }

  private @Nullable ClusterWatch<PodView> pods() {
    if (!config.kubernetes()) {
      LOG.info("kubernetes: off by kubernetes.enabled");
      return null;
    }
    return switch (ClusterAccess.find(System.getenv(), Path.of(System.getProperty("user.home")))) {
      case ClusterAccess.None none -> {
        LOG.info("kubernetes: {}; going on without pods", none.why());
        yield null;
      }
      case ClusterAccess.Found found -> watch(found);
    };
  }

  private ClusterWatch<PodView> watch(ClusterAccess.Found found) {
    Cluster cluster = found.cluster();
    LOG.info("kubernetes: {}, by {}", cluster.address(), found.how());
    SourceHealth health = new SourceHealth("kubernetes", clock);
    PodSeries pods = new PodSeries(config.agents(), PodSeries.DEFAULT_STALE_AFTER);
    others.add(health);
    series.add(pods);
    open.add(cluster);
    List<WatchListener<PodView>> listeners = new ArrayList<>();
    listeners.add(pods);
    listeners.add(new WatchedHealth<>(health));
    config.infrastructure().ifPresent(rates -> listeners.add(price(rates, cluster).agentsPods()));
    // The facts come last: they may have to wait for the processor.
    listeners.add(new PodFacts(config.agents(), station.processor()));
    ClusterWatch<PodView> watch =
        ClusterWatch.pods(cluster, config.pods(), WatchListener.all(listeners));
    open.add(watch);
    return watch;
  }

  private InfrastructureWatch price(InfrastructureConfig rates, Cluster cluster) {
    InfrastructureWatch made =
        new InfrastructureWatch(rates, config, cluster, clock, station.bug()::complete);
    others.addAll(made.sources());
    series.add(made.series());
    open.add(made);
    infrastructure = made;
    return made;
  }

  private @Nullable Thread activity() {
    NatsConfig nats = config.activity().nats().orElse(null);
    if (nats == null) {
      activity.lost("want nats.url or NATS_URL, have none");
      LOG.info("nats: neither nats.url nor NATS_URL; going on without agents' activity");
      return null;
    }
    String stream = config.activity().stream().name();
    NatsLink link = new NatsLink(nats, state -> LOG.debug("nats: {}", state));
    link.start();
    StreamPosition from = ActivityProgress.from(station.processor(), stream);
    StreamTail stored =
        new StreamTail(
            link, config.activity().stream(), config.activity().subjects().filter(), from);
    NatsDeadLetters deadLetters = new NatsDeadLetters(link);
    ActivitySeries tail = new ActivitySeries(stream, stored::next);
    ActivitySource source =
        new ActivitySource(
            tail,
            from,
            config.activity().subjects(),
            station.processor(),
            new ActivityProgress(station, activity),
            deadLetters);
    series.add(tail.series(source.counts(), deadLetters));
    open.add(link);
    open.add(stored);
    LOG.info("nats: {}, stream {}, after sequence {}", nats.servers(), stream, from.sequence());
    return Thread.ofPlatform()
        .name("activity")
        .unstarted(() -> {
          try {
            source.run();
          } catch (InterruptedException _) {
            LOG.debug("activity: ends");
          } catch (RuntimeException bug) { // the room's door: the reader must not die unheard
            station.bug().complete(bug);
          }
        });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) { // the door: the others are still to be closed
      LOG.warn("closing: {}", e.toString());
    }
  }
}
