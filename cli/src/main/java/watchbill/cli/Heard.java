package watchbill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.journal.Journal;
import watchbill.connectors.journal.JournalTail;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamTail;
import watchbill.core.AgentKey;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.intake.Forwarding;
import watchbill.sources.intake.Intake;
import watchbill.sources.intake.IntakeConfig;
import watchbill.sources.nats.ActivitySource;
import watchbill.sources.nats.NatsDeadLetters;
import watchbill.sources.nats.NatsSignals;
import watchbill.sources.nats.SubjectPattern;

/// What a station's processor hears: the agents' events, from NATS or, where there is none, as they
/// are posted to us; and the prices; and how its verdicts are published.
final class Heard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heard.class);
  private static final Duration PRICES_LOOKED_AT = Duration.ofSeconds(5);
  private static final int IN_FLIGHT = 256;
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);

  private final RunConfig config;
  private final InstantSource clock;
  private final Station station;
  private final SourceHealth activity;
  private final List<SourceHealth> others = new ArrayList<>();
  private final List<ExpositionSource> series = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Posted posted;
  private @Nullable Thread reader;

  /// The sources of a station that is not started yet.
  Heard(RunConfig config, Station station, InstantSource clock) {
    this.config = config;
    this.station = station;
    this.clock = clock;
    boolean nats = config.activity().nats().isPresent();
    boolean listens = config.intake().listens(nats);
    this.activity = new SourceHealth(listens && !nats ? "intake" : "nats", clock);
    watchPrices();
    if (listens) {
      posted = posted(nats);
    }
    reader = config.activity().nats().map(this::read).orElse(null);
    if (reader == null && posted != null) {
      reader = read(posted.journal());
    } else if (reader == null && !listens) {
      activity.lost("want nats.url or NATS_URL, have none");
      LOG.info("nats: neither nats.url nor NATS_URL; going on without agents' activity");
    }
  }

  /// What is posted, listened for already: who has the port knows before anything is read. Null
  /// where nobody asked for it and it cannot be had.
  private @Nullable Posted posted(boolean nats) {
    SourceHealth health = nats ? new SourceHealth("intake", clock) : activity;
    if (nats) {
      others.add(health);
    }
    try {
      Posted made = new Posted(config.intake(), config.checkpoint().directory(), health, clock);
      open.add(made);
      series.addAll(made.series());
      int port = made.start();
      station.takesOtlpAt(port);
      LOG.info("intake: http://{}:{}/v1/", config.intake().http().host(), port);
      return made;
    } catch (IOException | ConfigError e) {
      if (config.intake().when() == IntakeConfig.When.ON) {
        close();
        throw e instanceof ConfigError wrong
            ? wrong
            : new ConfigError("intake.directory", "a journal of its own", "" + e.getMessage());
      }
      health.lost("" + e.getMessage());
      LOG.warn("intake: {}; going on without what is posted", e.getMessage());
      return null;
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
    if (posted != null) {
      posted.stop();
    }
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
    if (posted != null) {
      forward(posted.journal(), link);
    }
    LOG.info("nats: {}, stream {}, after sequence {}", nats.servers(), stream, from.sequence());
    return reading(source);
  }

  /// Reads what is posted, where there is no NATS to publish it to.
  private Thread read(Journal journal) {
    StreamPosition from = ActivityProgress.from(station.processor(), Journal.STREAM);
    if (from.sequence() == 0 && station.processor().position() != null) {
      // What went to another stream was counted there.
      from = new StreamPosition(journal.identity(), journal.released(), 0);
    }
    JournalTail stored = new JournalTail(journal, from, clock);
    NoDeadLetters deadLetters = new NoDeadLetters();
    ActivitySeries tail = new ActivitySeries(Journal.STREAM, stored::next);
    ActivitySource source =
        new ActivitySource(
            tail,
            from,
            Intake.SUBJECTS,
            station.processor(),
            new ActivityProgress(station, activity),
            deadLetters);
    series.add(tail.series(source.counts(), deadLetters));
    station.whenSaved(position -> {
      if (position.stream().equals(Journal.STREAM)
          && position.createdMillis() == journal.identity().createdMillis()) {
        journal.release(position.sequence());
      }
    });
    return reading(source);
  }

  /// Publishes what is posted to the agents' stream.
  private void forward(Journal journal, NatsLink link) {
    SubjectPattern subjects = config.activity().subjects();
    if (subjects.subjectOf(new AgentKey("tenant", "agent")).isEmpty()) {
      throw new ConfigError(
          "activity.subject", "no wildcards, so that the intake can publish", subjects + "");
    }
    NatsPublisher publisher =
        new NatsPublisher(link, IN_FLIGHT, ACKNOWLEDGE_WITHIN, config.activity().stream());
    Forwarding forwarding = new Forwarding(journal, publisher, subjects, clock);
    open.add(forwarding);
    forwarding.start();
  }

  private Thread reading(ActivitySource source) {
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
