package watchbill.exporter.agents;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.SeriesTable;

/// The series of one family of one agent: one for each constant of an enum. For the agent's owner.
final class ChoiceSlots<E extends Enum<E>, L extends Record & LabelSet> {
  private final Map<E, Slot<L>> slots;

  /// @param labels the labels for a role and a constant in lower case
  ChoiceSlots(Class<E> constants, SeriesTable<L> table, BiFunction<String, String, L> labels) {
    slots = new EnumMap<>(constants);
    for (E constant : constants.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      slots.put(constant, new Slot<>(table, role -> labels.apply(role, name), ""));
    }
  }

  /// 1 for this one, 0 for all others. The 1 is set first: a scrape in between sees two, not none.
  void only(E constant) {
    slot(constant).set(1);
    slots.forEach((other, slot) -> {
      if (other != constant) {
        slot.set(0);
      }
    });
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

  /// A total of this one; the others begin with 0, so that a rate sees their first increase.
  void total(E constant, long total) {
    slots.values().stream().filter(slot -> !slot.inTable()).forEach(slot -> slot.set(0));
    slot(constant).set((double) total);
  }

  Stream<Slot<L>> slots() {
    return slots.values().stream();
  }

  private Slot<L> slot(E constant) {
    Slot<L> slot = slots.get(constant);
    if (slot == null) {
      throw new IllegalArgumentException("slots: want a constant of the enum, have " + constant);
    }
    return slot;
  }
}
