package watchbill.exporter.agents;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.Series;
import watchbill.metrics.exposition.SeriesTable;

/// A series that is this agent's alone.
final class OwnSlot<L extends Record & LabelSet> extends Slot<L> {
  private @Nullable Series series;

  OwnSlot(SeriesTable<L> table, Function<String, L> labelsInRole, String role) {
    super(table, labelsInRole, role);
  }

  @Override
  void set(long amount) {
    Series known = series;
    if (known == null) {
      known = table.series(labels());
      series = known;
    }
    known.set(value(amount));
  }

  @Override
  void clear() {
    if (series != null) {
      series.clear();
    }
  }

  @Override
  void remove() {
    if (series != null) {
      table.remove(labels());
      series = null;
    }
  }

  @Override
  boolean inTable() {
    return series != null;
  }

  /// The new series is there before the old one goes.
  @Override
  void moveFrom(L before) {
    Series moved = table.series(labels());
    Series old = series;
    if (old != null && old.isSet()) {
      moved.set(old.value());
    }
    table.remove(before);
    series = moved;
  }
}
