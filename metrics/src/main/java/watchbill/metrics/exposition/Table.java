package watchbill.metrics.exposition;

import java.util.List;
import watchbill.metrics.catalogue.Family;

/// All series of one family.
public sealed interface Table extends ExpositionSource permits SeriesTable, HistogramTable {
  /// The family.
  Family<?> family();

  @Override
  default List<Family<?>> families() {
    return List.of(family());
  }
}
