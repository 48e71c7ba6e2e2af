package watchbill.exporter.replication;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesGroup;

/// What was last reported of each store, as series; what is stale is not shown. Safe from any
/// thread; a scrape sees the reports of one moment.
public final class ReplicationSeries implements ExpositionSource {
  private final SeriesGroup scraped = new SeriesGroup(ReplicationTables.families());
  private final Map<StoreName, Dated> reports = new HashMap<>();
  private final long staleAfterMillis;

  /// Series of no store yet.
  ///
  /// @param staleAfter for how long a report is shown when none follows it
  public ReplicationSeries(Duration staleAfter) {
    this.staleAfterMillis = staleAfter.toMillis();
  }

  /// The store is so at this time.
  public synchronized void show(StoreName store, StoreReport report, long atMillis) {
    reports.put(store, new Dated(report, atMillis));
    forget(atMillis);
    write();
  }

  /// Time has come so far: shows no more what is stale.
  public synchronized void tick(long nowMillis) {
    if (forget(nowMillis)) {
      write();
    }
  }

  @Override
  public List<Family<?>> families() {
    return scraped.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return scraped.writeTo(format, out);
  }

  private boolean forget(long nowMillis) {
    return reports.values().removeIf(dated -> nowMillis - dated.atMillis() > staleAfterMillis);
  }

  private void write() {
    ReplicationTables tables = new ReplicationTables();
    reports.forEach((store, dated) -> tables.add(store, dated.report()));
    scraped.replace(tables.all());
  }

  private record Dated(StoreReport report, long atMillis) {}
}
