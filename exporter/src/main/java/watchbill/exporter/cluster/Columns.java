package watchbill.exporter.cluster;

import java.util.ArrayList;
import java.util.List;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Scalar;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesTable;

/// Several families that are worked out anew together. One thread works; any number of scrapes
/// write beside it, once all columns are there.
public final class Columns implements ExpositionSource {
  private final List<Column<?>> columns = new ArrayList<>();

  /// One more column, with no series yet.
  public <L extends Record & LabelSet> Column<L> of(Scalar<L> family) {
    Column<L> column = new Column<>(new SeriesTable<>(family));
    columns.add(column);
    return column;
  }

  /// Shows what was put into each column since the last swap, in place of what was shown.
  public void swap() {
    columns.forEach(Column::swap);
  }

  @Override
  public List<Family<?>> families() {
    return columns.stream().<Family<?>>map(column -> column.table().family()).toList();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    int samples = 0;
    for (Column<?> column : columns) {
      samples += column.table().writeTo(format, out);
    }
    return samples;
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    int samples = 0;
    for (Column<?> column : columns) {
      samples += column.table().writeTo(format, out);
    }
    return samples;
  }
}
