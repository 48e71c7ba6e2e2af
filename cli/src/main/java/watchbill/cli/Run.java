package watchbill.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.core.rules.FleetOptions;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.exporter.budgets.BudgetSeries;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// A station with real sources: NATS and Kubernetes, as far as they are there.
final class Run implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Station station;
  private final Heard heard;
  private final Observed observed;

  /// Starts everything that can be started.
  Run(RunConfig config) throws IOException, InterruptedException {
    InstantSource clock = InstantSource.system();
    station = new Station(processing(config), clock);
    station.budgets(config.spend(), BudgetSeries.LEAST_WATCHED);
    heard = new Heard(config, station, clock);
    observed = new Observed(config, clock, station.bug()::complete);
    observed.show();
    observed.tell(station.processor());
    List<SourceHealth> others = new ArrayList<>(heard.others());
    others.addAll(observed.sources());
    List<ExpositionSource> series = new ArrayList<>(observed.series());
    series.addAll(heard.series());
    int port = station.start(config.exporter(), heard.activity(), others, series);
    LOG.info("http: http://localhost:{}/metrics", port);
    observed.start();
    heard.start();
  }

  /// What a processor works with by this config.
  static EmbeddedProcessor.Options processing(RunConfig config) throws IOException {
    return new EmbeddedProcessor.Options(
        config.partitions(),
        new FleetOptions(
            config.stuck(),
            Prices.of(config.prices()),
            config.spend().calendars(),
            config.incidents()),
        config.checkpoint(),
        System::nanoTime);
  }

  @Override
  public void untilBug() throws InterruptedException {
    station.untilBug();
  }

  /// Stops reading, writes the last checkpoint, and ends.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      observed.close();
      heard.close();
      Closing.quietly(station);
    }
  }
}
