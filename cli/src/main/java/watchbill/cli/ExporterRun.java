package watchbill.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.cli.explain.NewestJournal;
import watchbill.cli.page.FleetPages;
import watchbill.cli.page.PageParts;
import watchbill.exporter.Exporter;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.ExporterParts;
import watchbill.exporter.agents.FollowedFeed;
import watchbill.exporter.agents.Renewed;
import watchbill.exporter.budgets.BudgetSeries;
import watchbill.exporter.health.Dependency;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.wire.feed.SkipReason;

/// An exporter that hears the signals of a processor elsewhere.
final class ExporterRun implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(ExporterRun.class);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
  private final FeedStore store;
  private final FollowedFeed feed;
  private final Observed observed;
  private volatile @Nullable Exporter exporter;

  /// Starts everything that can be started.
  ExporterRun(RunConfig config) {
    InstantSource clock = InstantSource.system();
    SourceHealth signals = new SourceHealth("signals", clock);
    store = FeedStore.of(config);
    feed = new FollowedFeed(store.store().reader(), signals, bug::complete);
    NewestJournal journal = new NewestJournal(clock);
    observed = new Observed(config, clock, bug::complete);
    observed.show();
    List<ExpositionSource> series = new ArrayList<>(observed.series());
    series.add(
        new SuppliedSeries()
            .count(FeedFamilies.TAKEN, feed::taken)
            .counts(FeedFamilies.SKIPPED, ReasonLabels::new, this::skipped));
    Renewed<BudgetSeries> budgets = budgets(config.spend(), clock);
    if (budgets != null) {
      series.add(budgets);
    }
    Exporter made =
        new Exporter(
            config.exporter(),
            new ExporterParts(
                Version.text(),
                signals,
                observed.sources(),
                series,
                List.of(),
                List.of(),
                FleetPages.of(journal, parts(config.exporter(), signals, budgets), clock)));
    exporter = made;
    feed.subscribe(made.agents());
    feed.subscribe(journal);
    if (budgets != null) {
      feed.subscribe(budgets);
    }
    made.start();
    LOG.info("http: http://localhost:{}/metrics", made.port());
    observed.start();
    feed.start();
  }

  /// What the page tells beside the agents.
  private PageParts parts(
      ExporterConfig config, SourceHealth signals, @Nullable Renewed<BudgetSeries> budgets) {
    List<Dependency> sources = new ArrayList<>(List.of(signals));
    sources.addAll(observed.sources());
    return new PageParts(
        Version.text(),
        sources,
        this::isPublished,
        () -> signals.downFor().compareTo(config.unknownAfter()) <= 0,
        budgets == null ? List::of : () -> budgets.shown().standings(),
        OptionalInt.empty());
  }

  private @Nullable Renewed<BudgetSeries> budgets(SpendConfig spend, InstantSource clock) {
    return spend.budgets().isEmpty()
        ? null
        : new Renewed<>(
            () ->
                new BudgetSeries(
                    spend.budgets(),
                    spend.calendars(),
                    clock,
                    BudgetSeries.LEAST_WATCHED,
                    this::isPublished),
            _ -> {});
  }

  private boolean isPublished() {
    Exporter started = exporter;
    return started != null && started.agents().isPublished();
  }

  private Map<String, Long> skipped() {
    Map<String, Long> counts = new HashMap<>();
    for (SkipReason why : SkipReason.values()) {
      counts.put(why.label(), feed.skipped(why));
    }
    return counts;
  }

  @Override
  public void untilBug() throws InterruptedException {
    try {
      throw new IllegalStateException("the exporter ended", bug.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("the exporter ended", e.getCause());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Exporter started = exporter;
      if (started != null) {
        started.stop();
      }
      feed.close();
      observed.close();
      store.close();
    }
  }
}
