package watchbill.wire.feed;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.ContextReduction;
import watchbill.core.Evidence;
import watchbill.core.Evidence.CallPrint;
import watchbill.core.IncidentCause;
import watchbill.core.InterruptCause;
import watchbill.core.RecoveryPhase;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.money.Distribution;
import watchbill.core.money.ModelBill;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateInput;
import watchbill.core.state.UsageForm;

/// Reads what [SignalFields] wrote. Bytes that are anything else throw [IllegalArgumentException],
/// which [FeedForm] turns into a reason.
final class SignalValues {
  private SignalValues() {}

  static Signal read(SignalKind kind, AgentKey agent, long at, StateInput in) {
    return switch (kind) {
      case TOKENS_CONSUMED ->
          new Signal.TokensConsumed(agent, at, bill(in), SpendForm.restoreStanding(in));
      case SPEND_CHANGED -> new Signal.SpendChanged(agent, at, SpendForm.restoreStanding(in));
      case TASK_SPENT ->
          new Signal.TaskSpent(
              agent,
              at,
              in.text(),
              in.text(),
              constant(TaskOutcome.class, in),
              in.number(),
              in.number(),
              in.number(),
              SpendForm.restoreUses(in));
      case TASK_COSTS -> new Signal.TaskCosts(agent, at, in.text(), distribution(in));
      case SESSION_TOKENS -> new Signal.SessionTokens(agent, at, distribution(in));
      case PARENT_LEARNED -> new Signal.ParentLearned(agent, at, in.text());
      case LOAD_REPORTED -> new Signal.LoadReported(agent, at, whole(in), whole(in));
      case LOAD_UNKNOWN -> new Signal.LoadUnknown(agent, at);
      case ROLE_LEARNED -> new Signal.RoleLearned(agent, at, in.text());
      case ACTIVITY_CHANGED ->
          new Signal.ActivityChanged(agent, at, constant(AgentActivity.class, in));
      case PROGRESS_MADE -> new Signal.ProgressMade(agent, at);
      case TOOL_CALLS_ENDED ->
          new Signal.ToolCallsEnded(agent, at, constant(ToolOutcome.class, in), in.number());
      case TASKS_ENDED ->
          new Signal.TasksEnded(agent, at, constant(TaskOutcome.class, in), in.number());
      case AGENT_STUCK ->
          new Signal.AgentStuck(
              agent, at, constant(StuckCause.class, in), in.number(), evidence(in));
      case AGENT_FREED -> new Signal.AgentFreed(agent, at, constant(StuckCause.class, in));
      case AGENT_SUSPECT ->
          new Signal.AgentSuspect(
              agent, at, constant(StuckCause.class, in), in.number(), evidence(in));
      case RULE_FIRED -> new Signal.RuleFired(agent, at, constant(RuleKind.class, in), in.number());
      case CALLS_IN_FLIGHT -> new Signal.CallsInFlight(agent, at, in.number());
      case HUMAN_WAITS -> new Signal.HumanWaits(agent, at, in.number(), in.number());
      case TELEMETRY_GAP -> new Signal.TelemetryGap(agent, at, in.number());
      case TASKS_INTERRUPTED ->
          new Signal.TasksInterrupted(
              agent,
              at,
              constant(InterruptCause.class, in),
              in.number(),
              in.number(),
              in.number(),
              in.number());
      case RECOVERED ->
          new Signal.Recovered(agent, at, constant(RecoveryPhase.class, in), distribution(in));
      case CONTEXTS_REDUCED ->
          new Signal.ContextsReduced(agent, at, constant(ContextReduction.class, in), in.number());
      case GOVERNOR_MISSED -> new Signal.GovernorMissed(agent, at, in.number());
      case TASKS_BOUNCED -> new Signal.TasksBounced(agent, at, in.number());
      case TASKS_DUPLICATED -> new Signal.TasksDuplicated(agent, at, in.number());
      case DEADLINES_MISSED -> new Signal.DeadlinesMissed(agent, at, in.text(), in.number());
      case TASK_DURATIONS -> new Signal.TaskDurations(agent, at, in.text(), distribution(in));
      case INCIDENT_BEGAN ->
          new Signal.IncidentBegan(
              agent, at, constant(IncidentCause.class, in), whole(in), whole(in));
      case INCIDENT_ENDED -> new Signal.IncidentEnded(agent, at, constant(IncidentCause.class, in));
    };
  }

  private static ModelBill bill(StateInput in) {
    return new ModelBill(
        in.text(),
        in.text(),
        UsageForm.restore(in),
        in.number(),
        SpendForm.restoreCost(in),
        in.number(),
        in.number(),
        in.number());
  }

  private static Evidence evidence(StateInput in) {
    List<RuleKind> rules = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      rules.add(constant(RuleKind.class, in));
    }
    String text = in.text();
    List<CallPrint> calls = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      calls.add(new CallPrint(in.text(), in.fixed(), in.fixed(), constant(ToolOutcome.class, in)));
    }
    return new Evidence(rules, text, calls, in.number(), in.number(), in.text());
  }

  /// A distribution whose buckets rise, as all others are made.
  private static Distribution distribution(StateInput in) {
    Distribution values = SpendForm.restoreDistribution(in);
    int[] buckets = values.buckets();
    long[] counts = values.counts();
    for (int i = 0; i < buckets.length; i++) {
      if (counts[i] <= 0 || (i > 0 && buckets[i] <= buckets[i - 1])) {
        throw new IllegalArgumentException("distribution: want rising buckets, have " + buckets[i]);
      }
    }
    return values;
  }

  private static int whole(StateInput in) {
    return Math.toIntExact(in.number());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, StateInput in) {
    E constant = in.name(type);
    if (constant == null) {
      throw new IllegalArgumentException(type.getSimpleName() + ": want a constant, have none");
    }
    return constant;
  }
}
