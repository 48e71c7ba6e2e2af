package watchbill.wire.feed;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.Distribution;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// Any signal, from a seed.
final class RandomSignals {
  private static final int[] CHARACTERS = {
    'a', 'Z', '0', '.', '*', '>', ' ', '%', '~', '\n', 1, 0x7f, 0xe9, 0x20ac, 0x1f600
  };

  private final Random random;

  RandomSignals(long seed) {
    random = new Random(seed);
  }

  /// One of this kind.
  Signal of(SignalKind kind) {
    AgentKey agent = new AgentKey("t" + text(), "a" + text());
    long at = number();
    return switch (kind) {
      case TOKENS_CONSUMED -> new Signal.TokensConsumed(agent, at, bill(), standing());
      case SPEND_CHANGED -> new Signal.SpendChanged(agent, at, standing());
      case TASK_SPENT ->
          new Signal.TaskSpent(
              agent,
              at,
              text(),
              text(),
              any(TaskOutcome.values()),
              number(),
              number(),
              number(),
              uses());
      case TASK_COSTS -> new Signal.TaskCosts(agent, at, text(), distribution());
      case SESSION_TOKENS -> new Signal.SessionTokens(agent, at, distribution());
      case PARENT_LEARNED -> new Signal.ParentLearned(agent, at, text());
      case LOAD_REPORTED ->
          new Signal.LoadReported(agent, at, random.nextInt(-1, 5), random.nextInt());
      case LOAD_UNKNOWN -> new Signal.LoadUnknown(agent, at);
      case ROLE_LEARNED -> new Signal.RoleLearned(agent, at, text());
      case ACTIVITY_CHANGED -> new Signal.ActivityChanged(agent, at, any(AgentActivity.values()));
      case PROGRESS_MADE -> new Signal.ProgressMade(agent, at);
      case TOOL_CALLS_ENDED ->
          new Signal.ToolCallsEnded(agent, at, any(ToolOutcome.values()), number());
      case TASKS_ENDED -> new Signal.TasksEnded(agent, at, any(TaskOutcome.values()), number());
      case AGENT_STUCK ->
          new Signal.AgentStuck(agent, at, any(StuckCause.values()), number(), evidence());
      case AGENT_FREED -> new Signal.AgentFreed(agent, at, any(StuckCause.values()));
      case AGENT_SUSPECT ->
          new Signal.AgentSuspect(agent, at, any(StuckCause.values()), number(), evidence());
      case RULE_FIRED -> new Signal.RuleFired(agent, at, any(RuleKind.values()), number());
      case CALLS_IN_FLIGHT -> new Signal.CallsInFlight(agent, at, number());
      case HUMAN_WAITS -> new Signal.HumanWaits(agent, at, number(), number());
      case TELEMETRY_GAP -> new Signal.TelemetryGap(agent, at, number());
      case TASKS_INTERRUPTED ->
          new Signal.TasksInterrupted(
              agent, at, any(InterruptCause.values()), number(), number(), number(), number());
      case RECOVERED ->
          new Signal.Recovered(agent, at, any(RecoveryPhase.values()), distribution());
      case CONTEXTS_REDUCED ->
          new Signal.ContextsReduced(agent, at, any(ContextReduction.values()), number());
      case GOVERNOR_MISSED -> new Signal.GovernorMissed(agent, at, number());
      case TASKS_BOUNCED -> new Signal.TasksBounced(agent, at, number());
      case TASKS_DUPLICATED -> new Signal.TasksDuplicated(agent, at, number());
      case DEADLINES_MISSED -> new Signal.DeadlinesMissed(agent, at, text(), number());
      case TASK_DURATIONS -> new Signal.TaskDurations(agent, at, text(), distribution());
      case INCIDENT_BEGAN ->
          new Signal.IncidentBegan(
              agent, at, any(IncidentCause.values()), random.nextInt(), random.nextInt());
      case INCIDENT_ENDED -> new Signal.IncidentEnded(agent, at, any(IncidentCause.values()));
    };
  }

  String text() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4) == 0 ? 0 : random.nextInt(60); i > 0; i--) {
      out.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return out.toString();
  }

  private long number() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(1_000);
      case 2 -> Long.MAX_VALUE;
      default -> random.nextLong(Long.MAX_VALUE);
    };
  }

  private Usage usage() {
    return new Usage(number(), number(), number(), number(), number(), number());
  }

  private ModelBill bill() {
    Cost cost = new Cost(number(), number(), number(), number(), number(), number());
    return new ModelBill(text(), text(), usage(), number(), cost, number(), number(), number());
  }

  private SpendStanding standing() {
    return new SpendStanding(uses(), toDate(), toDate(), toDate());
  }

  private ToDate toDate() {
    return new ToDate(number(), number(), number(), number());
  }

  private Uses uses() {
    Uses uses = Uses.NONE;
    for (Use use : Use.values()) {
      uses = uses.plus(use, random.nextBoolean() ? 0 : number());
    }
    return uses;
  }

  private Distribution distribution() {
    Distribution values = Distribution.NONE;
    for (int i = random.nextInt(20); i > 0; i--) {
      values = values.plus(random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 50), 1_000);
    }
    return values;
  }

  private Evidence evidence() {
    List<RuleKind> rules =
        Stream.generate(() -> any(RuleKind.values())).limit(random.nextInt(4)).toList();
    List<CallPrint> calls =
        Stream.generate(() ->
                new CallPrint(
                    text(), random.nextLong(), random.nextLong(), any(ToolOutcome.values())))
            .limit(random.nextInt(10))
            .toList();
    return new Evidence(rules, text(), calls, number(), number(), text());
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
