package watchbill.exporter.agents;

import java.util.function.Function;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.SeriesTable;

/// One series of one agent, which follows the agent to another role; it is in its table from its
/// first amount on. Amounts are exact: pico-dollars where the family is in dollars, milliseconds
/// where it is in seconds or a time, else a number. For the agent's owner.
abstract sealed class Slot<L extends Record & LabelSet> permits OwnSlot, SharedSlot {
  final SeriesTable<L> table;
  private final Function<String, L> labelsInRole;
  private String role;

  /// @param labelsInRole the series' labels when the agent has this role
  Slot(SeriesTable<L> table, Function<String, L> labelsInRole, String role) {
    this.table = table;
    this.labelsInRole = labelsInRole;
    this.role = role;
  }

  abstract void set(long amount);

  /// The amount is unknown.
  abstract void clear();

  /// Takes it out of its table.
  abstract void remove();

  abstract boolean inTable();

  /// The labels changed: takes what stands under these to those that [#labels] gives now.
  abstract void moveFrom(L before);

  final void moveTo(String newRole) {
    L before = labels();
    role = newRole;
    if (inTable()) {
      moveFrom(before);
    }
  }

  /// The labels in the role that the agent has now.
  final L labels() {
    return labelsInRole.apply(role);
  }

  /// This exact amount as the value of the family.
  final double value(long amount) {
    return switch (table.family().unit()) {
      case USD, USD_PER_HOUR -> Dollars.ofPico(amount);
      case SECONDS, TIMESTAMP_SECONDS -> amount / 1000.0;
      default -> (double) amount;
    };
  }
}
