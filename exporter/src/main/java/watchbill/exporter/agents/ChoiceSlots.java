package watchbill.exporter.agents;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.SeriesTable;

/// The series of one family of one agent: one for each constant of an enum. For the agent's owner.
final class ChoiceSlots<E extends Enum<E>, L extends Record & LabelSet> {
  private final Home home;
  private final Set<E> constants;
  private final SeriesTable<L> table;
  private final BiFunction<String, String, L> labels;
  private final Supplier<String> role;

  /// Made when they are first needed: most agents are never in most of the states.
  private final Map<E, Slot<L>> slots;

  /// @param labels the labels for a role and a constant in lower case
  /// @param role which the agent has now
  ChoiceSlots(
      Home home,
      Class<E> type,
      SeriesTable<L> table,
      BiFunction<String, String, L> labels,
      Supplier<String> role) {
    this(home, type, EnumSet.allOf(type), table, labels, role);
  }

  /// @param constants those of them that have a series
  ChoiceSlots(
      Home home,
      Class<E> type,
      Collection<E> constants,
      SeriesTable<L> table,
      BiFunction<String, String, L> labels,
      Supplier<String> role) {
    this.home = home;
    this.constants = EnumSet.copyOf(constants);
    this.table = table;
    this.labels = labels;
    this.role = role;
    this.slots = new EnumMap<>(type);
  }

  /// 1 for this one, 0 for all others. The 1 is set first: a scrape in between sees two, not none.
  void only(E constant) {
    slot(constant).set(1);
    for (E other : constants) {
      if (other != constant) {
        slot(other).set(0);
      }
    }
  }

  /// 1 for this one, 0 for those that are or were shown. The 1 is set first.
  void raise(E constant) {
    slot(constant).set(1);
    slots.forEach((other, slot) -> {
      if (other != constant && slot.inTable()) {
        slot.set(0);
      }
    });
  }

  /// 0 for those that are or were shown.
  void lower() {
    slots.values().stream().filter(Slot::inTable).forEach(slot -> slot.set(0));
  }

  /// 0 for this one, and for those that are or were shown.
  void lower(E constant) {
    slot(constant).set(0);
    lower();
  }

  /// A total of this one; the others begin with 0, so that a rate sees their first increase.
  void total(E constant, long total) {
    begin();
    slot(constant).set(total);
  }

  /// Begins with 0 where there is no total yet.
  void begin() {
    for (E constant : constants) {
      Slot<L> slot = slot(constant);
      if (!slot.inTable()) {
        slot.set(0);
      }
    }
  }

  Stream<Slot<L>> slots() {
    return slots.values().stream();
  }

  private Slot<L> slot(E constant) {
    if (!constants.contains(constant)) {
      throw new IllegalArgumentException("slots: want one of " + constants + ", have " + constant);
    }
    return slots.computeIfAbsent(constant, this::newSlot);
  }

  private Slot<L> newSlot(E constant) {
    String name = constant.name().toLowerCase(Locale.ROOT);
    return home.slot(table, r -> labels.apply(r, name), role.get());
  }
}
