package watchbill.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.core.port.SignalSink;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.feed.FeedPublisher;

/// A station that tells its signals to exporters elsewhere, and shows no agents itself.
final class ProcessorRun implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessorRun.class);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Station station;
  private final Heard heard;
  private final Observed observed;
  private final FeedStore store;
  private final FeedPublisher feed;

  /// Starts everything that can be started.
  ProcessorRun(RunConfig config) throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    config.feed().refuseUnreachable(config.activity());
    station = Station.withoutAgents(Run.processing(config), clock);
    heard = new Heard(config, station, clock);
    observed = new Observed(config, clock, station.bug()::complete);
    observed.tell(station.processor());
    SourceHealth health = new SourceHealth("signals", clock);
    store = FeedStore.of(config);
    feed = publisher(health, clock);
    station.subscribe(feed);
    station.whenPublished(feed::publish);
    List<SourceHealth> others = new ArrayList<>(heard.others());
    others.addAll(observed.sources());
    others.add(health);
    List<ExpositionSource> series = new ArrayList<>(heard.series());
    series.add(
        new SuppliedSeries()
            .count(FeedFamilies.STORED, feed::stored)
            .count(FeedFamilies.FAILURES, feed::failed)
            .gauge(FeedFamilies.PENDING, () -> OptionalDouble.of(feed.pending())));
    int port = station.start(config.exporter(), heard.activity(), others, series);
    LOG.info("http: http://localhost:{}/metrics", port);
    feed.start();
    observed.start();
    heard.start();
  }

  private FeedPublisher publisher(SourceHealth health, InstantSource clock) {
    EmbeddedProcessor processor = station.processor();
    return new FeedPublisher(
        store.store(),
        processor.position() != null,
        (out, then) -> tellAll(processor, out, then),
        heard.activity()::why,
        clock,
        health,
        station.bug()::complete);
  }

  private static void tellAll(EmbeddedProcessor processor, SignalSink out, Runnable then)
      throws InterruptedException {
    processor.look(fleet -> fleet.tellAll(out));
    processor.whenApplied(then);
  }

  @Override
  public void untilBug() throws InterruptedException {
    station.untilBug();
  }

  /// Stops reading, stores what has been concluded, writes the last checkpoint, and ends.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      observed.close();
      heard.close();
      Closing.quietly(station);
      feed.close();
      store.close();
    }
  }
}
