package watchbill.exporter.pods;

import java.time.Duration;
import java.util.List;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesGroup;

/// The series of all pods that a watch tells of. Listens on the watch's thread and is written by
/// any number of scrapes beside it; a scrape only joins bytes.
///
/// A new list is built aside and swapped in whole. While the watch is down, the series stay as they
/// were for `staleAfter`, counted from when the cluster was last heard; then they are unknown, and
/// are not written until the watch is up again.
public final class PodSeries implements WatchListener<PodView>, ExpositionSource {
  /// Prometheus' own look-back: a series that is not scraped is believed for as long
  /// (`--query.lookback-delta`).
  public static final Duration DEFAULT_STALE_AFTER = Duration.ofMinutes(5);

  private final AgentIdentity identity;
  private final long staleAfterMillis;
  private final SeriesGroup scraped = new SeriesGroup(PodTables.families());
  private PodTables tables;
  private boolean known;

  /// Series of no pods yet.
  ///
  /// @param staleAfter longer than 0
  public PodSeries(AgentIdentity identity, Duration staleAfter) {
    if (!staleAfter.isPositive()) {
      throw new IllegalArgumentException(
          "kubernetes.staleAfter: want more than 0, have " + staleAfter);
    }
    this.identity = identity;
    this.staleAfterMillis = staleAfter.toMillis();
    this.tables = new PodTables(identity);
  }

  @Override
  public void onReplace(List<PodView> pods, long heardAtMillis) {
    PodTables next = new PodTables(identity);
    pods.forEach(next::upsert);
    tables = next;
    show();
  }

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) {
    tables.upsert(pod);
  }

  @Override
  public void onDelete(PodView pod, long heardAtMillis) {
    tables.delete(pod);
  }

  @Override
  public void onHealth(WatchHealth health) {
    long age = health.atMillis() - health.heardAtMillis();
    if (!health.up() && known && age > staleAfterMillis) {
      known = false;
      scraped.replace(List.of());
    } else if (health.up() && !known) {
      show();
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

  @Override
  public int writeTo(Format format, PieceSink out) {
    return scraped.writeTo(format, out);
  }

  private void show() {
    known = true;
    scraped.replace(tables.all());
  }
}
