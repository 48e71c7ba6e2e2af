package watchbill.exporter.agents;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.Series;
import watchbill.metrics.exposition.SeriesTable;

/// One series of one agent, which follows the agent to another role; it is in its table from its
/// first value on. For the agent's owner.
final class Slot<L extends Record & LabelSet> {
  private final SeriesTable<L> table;
  private final Function<String, L> labelsInRole;
  private String role;
  private @Nullable Series series;

  /// @param labelsInRole the series' labels when the agent has this role
  Slot(SeriesTable<L> table, Function<String, L> labelsInRole, String role) {
    this.table = table;
    this.labelsInRole = labelsInRole;
    this.role = role;
  }

  void set(double value) {
    Series known = series;
    if (known == null) {
      known = table.series(labelsInRole.apply(role));
      series = known;
    }
    known.set(value);
  }

  /// Its value is unknown.
  void clear() {
    if (series != null) {
      series.clear();
    }
  }

  /// Takes it out of its table.
  void remove() {
    if (series != null) {
      table.remove(labelsInRole.apply(role));
      series = null;
    }
  }

  boolean inTable() {
    return series != null;
  }

  void moveTo(String newRole) {
    Series old = series;
    if (old != null) {
      Series moved = table.series(labelsInRole.apply(newRole));
      if (old.isSet()) {
        moved.set(old.value());
      }
      table.remove(labelsInRole.apply(role));
      series = moved;
    }
    role = newRole;
  }
}
