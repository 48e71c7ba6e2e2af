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

  private final Home home;
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

  OneAgent(Home home) {
    this.home = home;
    AgentTables tables = home.tables;
    AgentKey key = home.key;
    String t = key.tenant();
    String a = key.agent();
    activeSessions = home.slot(tables.activeSessions, r -> new AgentLabels(t, a, r), role);
    queueDepth = home.slot(tables.queueDepth, r -> new AgentLabels(t, a, r), role);
    standing = new StandingSlots(home);
    lastProgress = home.slot(tables.lastProgress, r -> new AgentLabels(t, a, r), role);
    states =
        new ChoiceSlots<>(
            home,
            AgentActivity.class,
            tables.state,
            (r, state) -> new StateLabels(t, a, r, state),
            this::role);
    toolCalls =
        new ChoiceSlots<>(
            home,
            ToolOutcome.class,
            tables.toolCalls,
            (r, how) -> new OutcomeLabels(t, a, r, how),
            this::role);
    tasks =
        new ChoiceSlots<>(
            home,
            TaskOutcome.class,
            tables.tasks,
            (r, how) -> new OutcomeLabels(t, a, r, how),
            this::role);
    verdicts = new VerdictSlots(home, this::role);
    fates = new TaskSlots(home, this::role);
  }

  void spent(TokensConsumed total) {
    ModelBill bill = total.bill();
    models
        .computeIfAbsent(
            new Model(bill.provider(), bill.model()),
            model -> new ModelSlots(home, role, model.provider(), model.name()))
        .set(bill);
    standing.set(total.standing());
  }

  void stands(SpendStanding now) {
    standing.set(now);
  }

  /// Works for this agent, and for no other.
  void worksFor(String agent) {
    if (home.isShared()) {
      return;
    }
    if (parent != null) {
      parent.remove();
    }
    parent =
        home.slot(
            home.tables.parents,
            r -> new ParentLabels(home.key.tenant(), home.key.agent(), r, agent),
            role);
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
    lastProgress.set(atMillis);
  }

  void ended(ToolOutcome outcome, long total) {
    toolCalls.total(outcome, total);
    verdicts.calls();
  }

  void ended(TaskOutcome outcome, long total) {
    tasks.total(outcome, total);
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

  /// Whether this is its role, or none is shown of it.
  boolean hasRole(String other) {
    return home.isShared() || role.equals(other);
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
