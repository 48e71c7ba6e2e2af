package watchbill.exporter.agents;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import watchbill.core.ContextReduction;
import watchbill.core.InterruptCause;
import watchbill.core.Signal.ContextsReduced;
import watchbill.core.Signal.DeadlinesMissed;
import watchbill.core.Signal.TasksInterrupted;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.TaskFamilies.KindLabels;
import watchbill.metrics.catalogue.TaskFamilies.TierLabels;
import watchbill.metrics.exposition.SeriesTable;

/// What becomes of one agent's tasks. For the agent's owner.
final class TaskSlots {
  private final Home home;
  private final Supplier<String> role;
  private final ChoiceSlots<InterruptCause, CauseLabels> interrupted;
  private final ChoiceSlots<InterruptCause, CauseLabels> lostTokens;
  private final ChoiceSlots<InterruptCause, CauseLabels> lostCost;
  private final ChoiceSlots<InterruptCause, CauseLabels> lostTime;
  private final ChoiceSlots<ContextReduction, TierLabels> reductions;
  private final Slot<AgentLabels> missedKills;
  private final Slot<AgentLabels> bounced;
  private final Slot<AgentLabels> duplicated;

  /// As many as the core tells apart.
  private final Map<String, Slot<KindLabels>> missedDeadlines = new HashMap<>();

  TaskSlots(Home home, Supplier<String> role) {
    AgentTables tables = home.tables;
    this.home = home;
    this.role = role;
    interrupted = byCause(tables.interruptedTasks);
    lostTokens = byCause(tables.interruptedTokens);
    lostCost = byCause(tables.interruptedCost);
    lostTime = byCause(tables.interruptedTime);
    reductions =
        new ChoiceSlots<>(
            home,
            ContextReduction.class,
            tables.contextReductions,
            (r, tier) -> new TierLabels(home.key.tenant(), home.key.agent(), r, tier),
            role);
    missedKills = single(tables.missedKills);
    bounced = single(tables.bouncedTasks);
    duplicated = single(tables.duplicateExecutions);
  }

  private ChoiceSlots<InterruptCause, CauseLabels> byCause(SeriesTable<CauseLabels> table) {
    return new ChoiceSlots<>(
        home,
        InterruptCause.class,
        table,
        (r, cause) -> new CauseLabels(home.key.tenant(), home.key.agent(), r, cause),
        role);
  }

  private Slot<AgentLabels> single(SeriesTable<AgentLabels> table) {
    return home.slot(
        table, r -> new AgentLabels(home.key.tenant(), home.key.agent(), r), role.get());
  }

  /// The agent ends tasks: from now on a rate sees the first that goes another way.
  void ends() {
    begin(bounced);
    begin(duplicated);
  }

  void interrupted(TasksInterrupted told) {
    interrupted.total(told.cause(), told.total());
    lostTokens.total(told.cause(), told.lostTokens());
    lostCost.total(told.cause(), told.lostPicoUsd());
    lostTime.total(told.cause(), told.lostMillis());
  }

  void reduced(ContextsReduced told) {
    begin(missedKills);
    reductions.total(told.how(), told.total());
  }

  void governorMissed(long total) {
    missedKills.set(total);
  }

  void bounced(long total) {
    bounced.set(total);
  }

  void duplicated(long total) {
    duplicated.set(total);
  }

  void missed(DeadlinesMissed told) {
    missedDeadlines.computeIfAbsent(told.kind(), this::missedDeadline).set(told.total());
  }

  private Slot<KindLabels> missedDeadline(String kind) {
    return home.slot(
        home.tables.missedDeadlines,
        r -> new KindLabels(home.key.tenant(), home.key.agent(), r, kind),
        role.get());
  }

  private static void begin(Slot<AgentLabels> slot) {
    if (!slot.inTable()) {
      slot.set(0);
    }
  }

  Stream<Slot<?>> slots() {
    return Stream.of(
            Stream.of(interrupted, lostTokens, lostCost, lostTime).flatMap(ChoiceSlots::slots),
            reductions.slots(),
            missedDeadlines.values().stream(),
            Stream.of(missedKills, bounced, duplicated))
        .flatMap(slots -> slots);
  }
}
