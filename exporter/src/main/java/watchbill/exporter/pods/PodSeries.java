package watchbill.exporter.pods;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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

/// The series of all pods that a watch tells of, and totals of how pods begin and end. Listens on
/// the watch's thread and is written by any number of scrapes beside it; a scrape only joins bytes.
///
/// A new list is built aside and swapped in whole. While the watch is down, the series stay as they
/// were for `staleAfter`, counted from when the cluster was last heard; then they are unknown, and
/// are not written until the watch is up again. Totals stay: they are true of what was seen.
public final class PodSeries implements WatchListener<PodView>, ExpositionSource {
  /// Prometheus' own look-back: a series that is not scraped is believed for as long
  /// (`--query.lookback-delta`).
  public static final Duration DEFAULT_STALE_AFTER = Duration.ofMinutes(5);

  private final AgentIdentity identity;
  private final long staleAfterMillis;
  private final SeriesGroup scraped = new SeriesGroup(PodTables.families());
  private final SeriesGroup totals = new SeriesGroup(PodLives.families());
  private final RestartTotals restarts = new RestartTotals();
  private final PodLives lives;
  private PodTables tables;
  private boolean known;
  private boolean listed;

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
    this.tables = new PodTables(identity, restarts);
    this.lives = new PodLives(identity);
    totals.replace(lives.all());
  }

  @Override
  public void onReplace(List<PodView> pods, long heardAtMillis) {
    PodTables next = new PodTables(identity, restarts);
    Set<String> uids = new HashSet<>();
    for (PodView pod : pods) {
      look(pod);
      next.upsert(pod);
      uids.add(pod.uid());
    }
    restarts.retain(uids);
    tables = next;
    listed = true;
    show();
  }

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) {
    look(pod);
    tables.upsert(pod);
  }

  @Override
  public void onDelete(PodView pod, long heardAtMillis) {
    PodView shown = tables.shown(pod);
    if (shown != null) {
      lives.gone(shown, pod, heardAtMillis);
    }
    tables.delete(pod);
    restarts.forget(pod.uid());
  }

  /// Counts what happened to a pod since it was last shown.
  private void look(PodView pod) {
    PodView shown = tables.shown(pod);
    restarts.look(shown, pod);
    if (shown == null && !listed) {
      lives.meet(pod);
    } else {
      lives.look(shown, pod);
    }
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
    return Stream.concat(scraped.families().stream(), totals.families().stream())
        .<Family<?>>map(family -> family)
        .toList();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return scraped.writeTo(format, out) + totals.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return scraped.writeTo(format, out) + totals.writeTo(format, out);
  }

  private void show() {
    known = true;
    scraped.replace(tables.all());
  }
}
