package watchbill.exporter.agents;

import java.util.function.Function;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.exposition.SeriesTable;

/// This agent's part of a series that is the exact sum of several. Times are not summed: of them
/// nothing is shown.
final class SharedSlot<L extends Record & LabelSet> extends Slot<L> {
  private final Sums sums;
  private long amount;
  private boolean counted;
  private boolean told;

  SharedSlot(SeriesTable<L> table, Sums sums, Function<String, L> labelsInRole, String role) {
    super(table, labelsInRole, role);
    this.sums = sums;
  }

  @Override
  void set(long now) {
    told = true;
    if (table.family().unit() == Unit.TIMESTAMP_SECONDS) {
      return;
    }
    sums.change(table, labels(), counted ? 0 : 1, Math.subtractExact(now, counted ? amount : 0));
    amount = now;
    counted = true;
  }

  @Override
  void clear() {
    if (counted) {
      sums.change(table, labels(), -1, -amount);
      counted = false;
    }
  }

  @Override
  void remove() {
    clear();
    told = false;
  }

  @Override
  boolean inTable() {
    return told;
  }

  @Override
  void moveFrom(L before) {
    if (counted) {
      sums.change(table, labels(), 1, amount);
      sums.change(table, before, -1, -amount);
    }
  }
}
