package watchbill.exporter.pods;

import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.SeriesTable;

/// Where one series of one pod stands. Two equal slots are the same series.
record Slot<L extends Record & LabelSet>(SeriesTable<L> table, L labels) {
  /// Makes the series if there is none, and sets its value.
  void set(double value) {
    table.series(labels).set(value);
  }

  void remove() {
    table.remove(labels);
  }
}
