package watchbill.exporter.agents;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import watchbill.core.AgentKey;
import watchbill.core.money.Period;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.Use;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.SpendFamilies.PeriodLabels;
import watchbill.metrics.catalogue.SpendFamilies.UseLabels;

/// Where one agent's spend stands. All uses and periods are shown from the first response on, also
/// those that are 0 so far.
final class StandingSlots {
  private final Map<Use, Slot<UseLabels>> settled = new EnumMap<>(Use.class);
  private final Slot<AgentLabels> open;
  private final Map<Period, Slot<PeriodLabels>> cost = new EnumMap<>(Period.class);
  private final Map<Period, Slot<PeriodLabels>> tokens = new EnumMap<>(Period.class);

  StandingSlots(Home home) {
    AgentTables tables = home.tables;
    AgentKey key = home.key;
    String t = key.tenant();
    String a = key.agent();
    for (Use use : Use.values()) {
      if (use != Use.OPEN) {
        settled.put(
            use, home.slot(tables.settled, r -> new UseLabels(t, a, r, lowerCase(use)), ""));
      }
    }
    open = home.slot(tables.open, r -> new AgentLabels(t, a, r), "");
    for (Period period : Period.values()) {
      String name = lowerCase(period);
      cost.put(period, home.slot(tables.toDateCost, r -> new PeriodLabels(t, a, r, name), ""));
      tokens.put(period, home.slot(tables.toDateTokens, r -> new PeriodLabels(t, a, r, name), ""));
    }
  }

  void set(SpendStanding standing) {
    settled.forEach((use, slot) -> slot.set(standing.uses().of(use)));
    open.set(standing.uses().of(Use.OPEN));
    cost.forEach((period, slot) -> slot.set(standing.of(period).picoUsd()));
    tokens.forEach((period, slot) -> slot.set(standing.of(period).tokens()));
  }

  Stream<Slot<?>> slots() {
    return Stream.of(
            settled.values().stream(),
            cost.values().stream(),
            tokens.values().stream(),
            Stream.of(open))
        .flatMap(slots -> slots);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
