package watchbill.exporter.pods;

import java.util.List;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesGroup;

/// What [PodSeries] must not be: takes a new list by removing all pods and adding them again. The
/// check of one has to fail for the other.
final class ClearThenRefill implements WatchListener<PodView>, ExpositionSource {
  private final PodTables tables = new PodTables(AgentIdentity.DEFAULT, new RestartTotals());
  private final SeriesGroup scraped = new SeriesGroup(PodTables.families());
  private List<PodView> listed = List.of();

  ClearThenRefill() {
    scraped.replace(tables.all());
  }

  @Override
  public void onReplace(List<PodView> pods, long heardAtMillis) {
    listed.forEach(tables::delete);
    pods.forEach(tables::upsert);
    listed = pods;
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
  public void onHealth(WatchHealth health) {}

  @Override
  public List<Family<?>> families() {
    return scraped.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return scraped.writeTo(format, out);
  }
}
