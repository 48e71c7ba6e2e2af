package watchbill.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamTail;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.nats.ActivitySource;
import watchbill.sources.nats.NatsDeadLetters;
import watchbill.sources.nats.NatsSignals;

/// What a station's processor hears: the agents' events, as far as there is a NATS to bring them,
/// and the prices; and how its verdicts are published.
final class Heard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heard.class);
  private static final Duration PRICES_LOOKED_AT = Duration.ofSeconds(5);

  private final RunConfig config;
  private final InstantSource clock;
  private final Station station;
  private final SourceHealth activity;
  private final List<SourceHealth> others = new ArrayList<>();
  private final List<ExpositionSource> series = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Thread reader;

  /// The sources of a station that is not started yet.
  Heard(RunConfig config, Station station, InstantSource clock) {
    this.config = config;
    this.station = station;
    this.clock = clock;
    this.activity = new SourceHealth("nats", clock);
    watchPrices();
    reader = config.activity().nats().map(this::read).orElse(null);
    if (reader == null) {
      activity.lost("want nats.url or NATS_URL, have none");
      LOG.info("nats: neither nats.url nor NATS_URL; going on without agents' activity");
    }
  }

  /// The health of the agents' events.
  SourceHealth activity() {
    return activity;
  }

  /// The health of what else is heard.
  List<SourceHealth> others() {
    return others;
  }

  /// What is shown of the intake.
  List<ExpositionSource> series() {
    return series;
  }

  /// Begins to read for the station, which has been started.
  void start() throws InterruptedException {
    if (reader != null) {
      reader.start();
    } else {
      station.publishWhenApplied();
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      Closing.interrupt(reader);
    }
    for (AutoCloseable one : open.reversed()) {
      Closing.quietly(one);
    }
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

  private Thread read(NatsConfig nats) {
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
    if (config.signals().publish()) {
      publish(link, config.signals());
    }
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

  /// Publishes verdicts as soon as the past is known.
  private void publish(NatsLink link, SignalsConfig config) {
    NatsSignals signals = new NatsSignals(link, config.subjects(), config.stream());
    station.subscribe(signals);
    station.whenPublished(signals::publish);
    series.add(
        new SuppliedSeries()
            .count(SelfFamilies.SIGNALS_PUBLISHED, signals::published)
            .count(SelfFamilies.SIGNALS_DROPPED, signals::dropped));
    open.add(signals);
    signals.start();
  }
}
