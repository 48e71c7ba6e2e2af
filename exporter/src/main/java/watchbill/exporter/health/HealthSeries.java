package watchbill.exporter.health;

import java.util.List;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SelfFamilies.SourceLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.Series;
import watchbill.metrics.exposition.SeriesTable;

/// The health of all sources as series. A source that was never heard has no last success.
public final class HealthSeries implements ExpositionSource {
  private final SeriesTable<SourceLabels> up = new SeriesTable<>(SelfFamilies.SOURCE_UP);
  private final SeriesTable<SourceLabels> lastSuccess =
      new SeriesTable<>(SelfFamilies.SOURCE_LAST_SUCCESS);
  private final SeriesTable<SourceLabels> errors = new SeriesTable<>(SelfFamilies.SOURCE_ERRORS);
  private final List<Row> rows;

  private record Row(SourceHealth health, Series up, Series lastSuccess, Series errors) {}

  /// The series of these sources, whose names differ.
  public HealthSeries(List<SourceHealth> sources) {
    rows = sources.stream().map(this::row).toList();
  }

  private Row row(SourceHealth health) {
    SourceLabels labels = new SourceLabels(health.source());
    return new Row(health, up.series(labels), lastSuccess.series(labels), errors.series(labels));
  }

  @Override
  public List<Family<?>> families() {
    return List.of(up.family(), lastSuccess.family(), errors.family());
  }

  @Override
  public synchronized int writeTo(Format format, ByteSink out) {
    for (Row row : rows) {
      row.up.set(row.health.up() ? 1 : 0);
      Double heard = row.health.lastHeardSeconds();
      if (heard != null) {
        row.lastSuccess.set(heard);
      }
      row.errors.set((double) row.health.errors());
    }
    return up.writeTo(format, out) + lastSuccess.writeTo(format, out) + errors.writeTo(format, out);
  }
}
