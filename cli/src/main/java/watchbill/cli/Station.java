package watchbill.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.cli.explain.Bounds;
import watchbill.cli.explain.Journal;
import watchbill.cli.logs.VerdictLog;
import watchbill.cli.page.FleetPages;
import watchbill.cli.page.PageParts;
import watchbill.core.port.SignalSink;
import watchbill.embedded.CheckpointListener;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.embedded.Position;
import watchbill.exporter.Exporter;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.ExporterParts;
import watchbill.exporter.Page;
import watchbill.exporter.agents.InProcessFeed;
import watchbill.exporter.budgets.BudgetSeries;
import watchbill.exporter.health.Dependency;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.exposition.ExpositionSource;

/// Processor and exporter in one JVM, joined by signals. The sources are brought by whoever makes
/// it.
final class Station implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Station.class);

  private final EmbeddedProcessor processor;
  private final InProcessFeed feed = new InProcessFeed();
  private final Journal journal = new Journal(Bounds.ofHeap());
  private final SourceHealth checkpoints;
  private final AtomicLong savedAtMillis = new AtomicLong();
  private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
  private final InstantSource clock;
  private final List<Runnable> whenPublished = new CopyOnWriteArrayList<>();
  private final List<Consumer<Position>> whenSaved = new CopyOnWriteArrayList<>();
  private final boolean showsAgents;
  private @Nullable BudgetSeries budgets;
  private OptionalInt otlpPort = OptionalInt.empty();
  private volatile @Nullable Exporter exporter;

  /// A station whose processor is not started, and that exports nothing yet.
  Station(EmbeddedProcessor.Options processing, InstantSource clock) throws IOException {
    this(processing, clock, true);
  }

  private Station(EmbeddedProcessor.Options processing, InstantSource clock, boolean showsAgents)
      throws IOException {
    this.clock = clock;
    this.showsAgents = showsAgents;
    checkpoints = new SourceHealth("checkpoint", clock);
    processor =
        new EmbeddedProcessor(
            processing, feed, journal, listener(clock), (_, failure) -> bug.complete(failure));
    feed.subscribe(journal);
    feed.subscribe(new VerdictLog(this::isPublished));
    processor.refusals().forEach(refusal -> LOG.warn("checkpoint: passed over {}", refusal));
  }

  /// The same, for agents whose series are shown by another process.
  static Station withoutAgents(EmbeddedProcessor.Options processing, InstantSource clock)
      throws IOException {
    return new Station(processing, clock, false);
  }

  /// Where sources bring what they hear.
  EmbeddedProcessor processor() {
    return processor;
  }

  /// Lets somebody else hear the signals, too; before [#start].
  void subscribe(SignalSink listener) {
    feed.subscribe(listener);
  }

  /// Runs this when the agents' series begin to be shown, on a thread that must not wait.
  void whenPublished(Runnable then) {
    whenPublished.add(then);
  }

  /// Tells how far the last checkpoint reaches, on the thread that writes them.
  void whenSaved(Consumer<Position> then) {
    whenSaved.add(then);
  }

  /// Says on the page that agents may send OpenTelemetry to this port; before [#start].
  void takesOtlpAt(int port) {
    otlpPort = OptionalInt.of(port);
  }

  /// Shows these budgets, too; before [#start].
  ///
  /// @param leastWatched for how long the pace must have been watched before it is shown
  void budgets(SpendConfig spend, Duration leastWatched) {
    if (!spend.budgets().isEmpty()) {
      budgets =
          new BudgetSeries(
              spend.budgets(), spend.calendars(), clock, leastWatched, this::isPublished);
      feed.subscribe(budgets);
    }
  }

  private boolean isPublished() {
    Exporter started = exporter;
    return started != null && started.agents().isPublished();
  }

  /// Starts to process and to export.
  ///
  /// @param activity the health of the source of agents' events
  /// @param others the health of the other sources
  /// @param series what is shown beside agents and health
  /// @return the port that can be scraped
  int start(
      ExporterConfig config,
      SourceHealth activity,
      List<SourceHealth> others,
      List<ExpositionSource> series) {
    List<SourceHealth> sources = new ArrayList<>(others);
    if (processor.isCheckpointed()) {
      checkpoints.heard();
      sources.add(checkpoints);
    }
    List<ExpositionSource> shown = new ArrayList<>(series);
    shown.add(ownSeries());
    if (budgets != null) {
      shown.add(budgets);
    }
    Exporter started =
        new Exporter(
            config,
            new ExporterParts(
                Version.text(),
                activity,
                sources,
                shown,
                List.of(),
                List.of(),
                pages(config, activity, sources)));
    exporter = started;
    if (showsAgents) {
      feed.subscribe(started.agents());
    }
    started.start();
    processor.start();
    beginJournal();
    return started.port();
  }

  /// Waits until all that the checkpoint knew has been told: what comes after it is news.
  private void beginJournal() {
    Position position = processor.position();
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    try {
      processor.whenApplied(() -> told.complete(true));
      CompletableFuture.anyOf(told, bug).join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    journal.begin(position == null ? 0 : position.storedAtMillis());
  }

  private List<Page> pages(
      ExporterConfig config, SourceHealth activity, List<SourceHealth> others) {
    List<Dependency> sources = new ArrayList<>(List.of(activity));
    sources.addAll(others);
    BudgetSeries limits = budgets;
    return FleetPages.of(
        () -> journal,
        new PageParts(
            Version.text(),
            sources,
            this::isPublished,
            () -> activity.downFor().compareTo(config.unknownAfter()) <= 0,
            limits == null ? List::of : limits::standings,
            otlpPort),
        clock);
  }

  /// Shows the agents' series from the moment at which everything brought so far has been applied.
  void publishWhenApplied() throws InterruptedException {
    Exporter started = exporter;
    if (started != null) {
      processor.whenApplied(() -> {
        started.agents().publish();
        whenPublished.forEach(Runnable::run);
      });
    }
  }

  /// Waits; ends with the bug that ended the processing.
  ///
  /// @throws IllegalStateException that bug
  void untilBug() throws InterruptedException {
    try {
      throw new IllegalStateException("the processing ended", bug.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the processing ended", e.getCause());
    }
  }

  /// Completes with the bug that ended the processing, if one does.
  CompletableFuture<Throwable> bug() {
    return bug;
  }

  @Override
  public void close() throws IOException {
    Exporter started = exporter;
    if (started != null) {
      started.stop();
    }
    processor.close();
  }

  private ExpositionSource ownSeries() {
    return new SuppliedSeries()
        .count(SelfFamilies.EVENTS_DUPLICATE, processor::duplicates)
        .gauge(
            SelfFamilies.CHECKPOINT_LAST_SUCCESS,
            () -> {
              long millis = savedAtMillis.get();
              return millis == 0 ? OptionalDouble.empty() : OptionalDouble.of(millis / 1_000.0);
            });
  }

  private CheckpointListener listener(InstantSource clock) {
    return new CheckpointListener() {
      @Override
      public void saved(Position position, int bytes) {
        savedAtMillis.set(clock.millis());
        checkpoints.heard();
        whenSaved.forEach(then -> then.accept(position));
        LOG.debug("checkpoint: saved {} bytes at {}", bytes, position);
      }

      @Override
      public void failed(String reason) {
        checkpoints.lost(reason);
        LOG.warn("checkpoint: not saved: {}", reason);
      }
    };
  }
}
