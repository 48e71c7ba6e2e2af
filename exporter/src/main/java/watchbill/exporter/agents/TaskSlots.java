package watchbill.exporter.agents;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import watchbill.core.AgentKey;
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
  private static final double MILLIS = 1000.0;

  private final AgentTables tables;
  private final AgentKey key;
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

  TaskSlots(AgentTables tables, AgentKey key, Supplier<String> role) {
    this.tables = tables;
    this.key = key;
    this.role = role;
    interrupted = byCause(tables.interruptedTasks);
    lostTokens = byCause(tables.interruptedTokens);
    lostCost = byCause(tables.interruptedCost);
    lostTime = byCause(tables.interruptedTime);
    reductions =
        new ChoiceSlots<>(
            ContextReduction.class,
            tables.contextReductions,
            (r, tier) -> new TierLabels(key.tenant(), key.agent(), r, tier),
            role);
    missedKills = single(tables.missedKills);
    bounced = single(tables.bouncedTasks);
    duplicated = single(tables.duplicateExecutions);
  }

  private ChoiceSlots<InterruptCause, CauseLabels> byCause(SeriesTable<CauseLabels> table) {
    return new ChoiceSlots<>(
        InterruptCause.class,
        table,
        (r, cause) -> new CauseLabels(key.tenant(), key.agent(), r, cause),
        role);
  }

  private Slot<AgentLabels> single(SeriesTable<AgentLabels> table) {
    return new Slot<>(table, r -> new AgentLabels(key.tenant(), key.agent(), r), role.get());
  }

  /// The agent ends tasks: from now on a rate sees the first that goes another way.
  void ends() {
    begin(bounced);
    begin(duplicated);
  }

  void interrupted(TasksInterrupted told) {
    interrupted.total(told.cause(), (double) told.total());
    lostTokens.total(told.cause(), (double) told.lostTokens());
    lostCost.total(told.cause(), Dollars.ofPico(told.lostPicoUsd()));
    lostTime.total(told.cause(), told.lostMillis() / MILLIS);
  }

  void reduced(ContextsReduced told) {
    begin(missedKills);
    reductions.total(told.how(), (double) told.total());
  }

  void governorMissed(long total) {
    missedKills.set((double) total);
  }

  void bounced(long total) {
    bounced.set((double) total);
  }

  void duplicated(long total) {
    duplicated.set((double) total);
  }

  void missed(DeadlinesMissed told) {
    missedDeadlines.computeIfAbsent(told.kind(), this::missedDeadline).set((double) told.total());
  }

  private Slot<KindLabels> missedDeadline(String kind) {
    return new Slot<>(
        tables.missedDeadlines,
        r -> new KindLabels(key.tenant(), key.agent(), r, kind),
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
