package watchbill.exporter.cluster;

import java.util.HashMap;
import java.util.Map;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.SeriesTable;

/// The series of one family that are being worked out anew. For one thread.
public final class Column<L extends Record & LabelSet> {
  private final SeriesTable<L> table;
  private Map<L, Double> next = new HashMap<>();

  Column(SeriesTable<L> table) {
    this.table = table;
  }

  /// Shows this series after the next swap.
  public void put(L labels, double value) {
    next.put(labels, value);
  }

  /// As [#put], with 1 for what holds and 0 for what does not.
  public void put(L labels, boolean holds) {
    put(labels, holds ? 1.0 : 0.0);
  }

  /// As [#put] for a time in milliseconds since the epoch; nothing when it is not said.
  public void putTime(L labels, long millis) {
    if (millis >= 0) {
      put(labels, millis / 1_000.0);
    }
  }

  /// Adds to what the series will be; to 0 when nothing was put yet.
  public void add(L labels, double more) {
    next.merge(labels, more, Double::sum);
  }

  /// Raises what the series will be to this; it is this when nothing was put yet.
  public void max(L labels, double atLeast) {
    next.merge(labels, atLeast, Math::max);
  }

  /// Shows what was put since the last swap, in place of what was shown.
  void swap() {
    table.replace(next);
    next = new HashMap<>();
  }

  SeriesTable<L> table() {
    return table;
  }
}
