package watchbill.exporter.agents;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Signal.LoadReported;
import watchbill.core.Signal.TokensConsumed;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.metrics.catalogue.ActivityFamilies.OutcomeLabels;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.SpendFamilies.ParentLabels;

/// The series of one agent. For the agent's owner alone; scrapes read the tables.
final class OneAgent {
  private record Model(String provider, String name) {}

  private final AgentTables tables;
  private final AgentKey key;
  private String role = "";
  private final Slot<AgentLabels> activeSessions;
  private final Slot<AgentLabels> queueDepth;
  private final Slot<AgentLabels> lastProgress;
  private final ChoiceSlots<AgentActivity, StateLabels> states;
  private final ChoiceSlots<ToolOutcome, OutcomeLabels> toolCalls;
  private final ChoiceSlots<TaskOutcome, OutcomeLabels> tasks;
  private final StandingSlots standing;
  private final VerdictSlots verdicts;
  private final TaskSlots fates;
  private final Map<Model, ModelSlots> models = new HashMap<>();
  private @Nullable Slot<ParentLabels> parent;

  OneAgent(AgentTables tables, AgentKey key) {
    this.tables = tables;
    this.key = key;
    String t = key.tenant();
    String a = key.agent();
    activeSessions = new Slot<>(tables.activeSessions, r -> new AgentLabels(t, a, r), role);
    queueDepth = new Slot<>(tables.queueDepth, r -> new AgentLabels(t, a, r), role);
    standing = new StandingSlots(tables, key);
    lastProgress = new Slot<>(tables.lastProgress, r -> new AgentLabels(t, a, r), role);
    states =
        new ChoiceSlots<>(
            AgentActivity.class,
            tables.state,
            (r, state) -> new StateLabels(t, a, r, state),
            this::role);
    toolCalls =
        new ChoiceSlots<>(
            ToolOutcome.class,
            tables.toolCalls,
            (r, how) -> new OutcomeLabels(t, a, r, how),
            this::role);
    tasks =
        new ChoiceSlots<>(
            TaskOutcome.class,
            tables.tasks,
            (r, how) -> new OutcomeLabels(t, a, r, how),
            this::role);
    verdicts = new VerdictSlots(tables, key, this::role);
    fates = new TaskSlots(tables, key, this::role);
  }

  void spent(TokensConsumed total) {
    ModelBill bill = total.bill();
    models
        .computeIfAbsent(
            new Model(bill.provider(), bill.model()),
            model -> new ModelSlots(tables, key, role, model.provider(), model.name()))
        .set(bill);
    standing.set(total.standing());
  }

  void stands(SpendStanding now) {
    standing.set(now);
  }

  /// Works for this agent, and for no other.
  void worksFor(String agent) {
    if (parent != null) {
      parent.remove();
    }
    parent =
        new Slot<>(
            tables.parents, r -> new ParentLabels(key.tenant(), key.agent(), r, agent), role);
    parent.set(1);
  }

  void load(LoadReported load) {
    setOrClear(activeSessions, load.activeSessions());
    setOrClear(queueDepth, load.queueDepth());
  }

  void loadUnknown() {
    activeSessions.clear();
    queueDepth.clear();
  }

  void isDoing(AgentActivity activity) {
    states.only(activity);
    verdicts.isDoing(activity);
  }

  void progressed(long atMillis) {
    lastProgress.set(atMillis / 1000.0);
  }

  void ended(ToolOutcome outcome, long total) {
    toolCalls.total(outcome, (double) total);
    verdicts.calls();
  }

  void ended(TaskOutcome outcome, long total) {
    tasks.total(outcome, (double) total);
    fates.ends();
  }

  /// What speaks against it.
  VerdictSlots verdicts() {
    return verdicts;
  }

  /// What becomes of its tasks.
  TaskSlots fates() {
    return fates;
  }

  String role() {
    return role;
  }

  boolean hasRole(String other) {
    return role.equals(other);
  }

  /// Whether a scrape may see a series of this agent.
  boolean isShown() {
    return slots().anyMatch(Slot::inTable);
  }

  void moveTo(String newRole) {
    role = newRole;
    slots().forEach(slot -> slot.moveTo(newRole));
  }

  private Stream<Slot<?>> slots() {
    Stream<Slot<?>> single = Stream.of(activeSessions, queueDepth, lastProgress);
    Stream<Slot<?>> choices = Stream.of(states, toolCalls, tasks).flatMap(ChoiceSlots::slots);
    Stream<Slot<?>> spend = models.values().stream().flatMap(ModelSlots::slots);
    return Stream.of(
            single,
            choices,
            verdicts.slots(),
            fates.slots(),
            spend,
            standing.slots(),
            Stream.ofNullable(parent))
        .flatMap(slots -> slots);
  }

  private static void setOrClear(Slot<AgentLabels> slot, int value) {
    if (value < 0) {
      slot.clear();
    } else {
      slot.set(value);
    }
  }
}
