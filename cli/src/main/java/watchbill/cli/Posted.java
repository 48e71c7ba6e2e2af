package watchbill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.http.HttpServer;
import watchbill.connectors.journal.Journal;
import watchbill.connectors.poll.Poll;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.IntakeFamilies;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.catalogue.SelfFamilies.TypeLabels;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.intake.Door;
import watchbill.sources.intake.Intake;
import watchbill.sources.intake.IntakeConfig;
import watchbill.sources.intake.Tally;
import watchbill.wire.otlp.TelemetryMapper;

/// What is posted to us over HTTP: the server, and the journal in which it is safe.
final class Posted implements AutoCloseable {
  private static final Duration SETTLE_EVERY = Duration.ofSeconds(2);

  private final Journal journal;
  private final Intake intake;
  private final HttpServer server;
  private final Poll settling;

  /// An intake that does not listen yet.
  ///
  /// @param state where the checkpoint is; the journal is beside it unless the config says where
  /// @throws IOException when the journal cannot be used
  Posted(IntakeConfig config, Path state, SourceHealth health, InstantSource clock)
      throws IOException {
    Path directory = config.directory().orElseGet(() -> state.resolveSibling("journal"));
    journal = Journal.open(directory, config.journal(), clock);
    intake = new Intake(journal, new TelemetryMapper(), config.limits(), clock);
    server = new HttpServer(config.http(), new Door(intake, config).routes());
    settling = new Poll("intake", SETTLE_EVERY, intake::settle, health);
  }

  /// Begins to listen; gives the port.
  ///
  /// @throws ConfigError when it cannot listen there
  int start() {
    try {
      server.start();
    } catch (ConfigError e) {
      throw new ConfigError(e.key().replace("http.", "intake."), "it free to listen on", why(e));
    }
    settling.start();
    return server.port();
  }

  private static String why(ConfigError e) {
    String text = e.getMessage() + "";
    return text.substring(text.lastIndexOf("have ") + "have ".length());
  }

  Journal journal() {
    return journal;
  }

  /// What is shown of it.
  List<ExpositionSource> series() {
    Tally tally = intake.tally();
    return List.of(
        new SuppliedSeries()
            .counts(IntakeFamilies.REQUESTS, TypeLabels::new, tally::requests)
            .counts(IntakeFamilies.REFUSED, ReasonLabels::new, tally::refusals)
            .counts(IntakeFamilies.LEFT_OUT, ReasonLabels::new, tally::items)
            .count(IntakeFamilies.EVENTS, tally::events)
            .gauge(
                IntakeFamilies.PENDING,
                () -> OptionalDouble.of((double) (journal.last() - journal.released())))
            .gauge(
                IntakeFamilies.JOURNAL_BYTES, () -> OptionalDouble.of((double) journal.bytes())));
  }

  /// Takes nothing more; what was acknowledged is in the journal, which stays open.
  void stop() {
    server.stop();
    settling.close();
  }

  @Override
  public void close() {
    stop();
    journal.close();
  }
}
