package watchbill.sources.feed;

import watchbill.core.Signal;
import watchbill.core.Usage;

/// What of a signal never falls while the processor keeps its memory.
final class FeedTotals {
  /// Of a signal that is a state and no total.
  static final long NONE = -1;

  private FeedTotals() {}

  /// The total, or [#NONE].
  static long of(Signal signal) {
    return switch (signal) {
      case Signal.TokensConsumed spent ->
          Usage.sum(spent.bill().usage().total(), spent.bill().responses());
      case Signal.SpendChanged changed -> changed.standing().uses().total();
      case Signal.TaskCosts costs -> costs.costs().count();
      case Signal.SessionTokens sessions -> sessions.tokens().count();
      case Signal.ToolCallsEnded calls -> calls.total();
      case Signal.TasksEnded tasks -> tasks.total();
      case Signal.RuleFired fired -> fired.total();
      case Signal.HumanWaits waits -> waits.totalMillis();
      case Signal.TasksInterrupted tasks -> tasks.total();
      case Signal.Recovered recovered -> recovered.millis().count();
      case Signal.ContextsReduced reduced -> reduced.total();
      case Signal.GovernorMissed missed -> missed.total();
      case Signal.TasksBounced tasks -> tasks.total();
      case Signal.TasksDuplicated tasks -> tasks.total();
      case Signal.DeadlinesMissed missed -> missed.total();
      case Signal.TaskDurations tasks -> tasks.millis().count();
      case Signal.TaskSpent _,
          Signal.ParentLearned _,
          Signal.LoadReported _,
          Signal.LoadUnknown _,
          Signal.RoleLearned _,
          Signal.ActivityChanged _,
          Signal.ProgressMade _,
          Signal.AgentStuck _,
          Signal.AgentFreed _,
          Signal.AgentSuspect _,
          Signal.CallsInFlight _,
          Signal.TelemetryGap _,
          Signal.IncidentBegan _,
          Signal.IncidentEnded _ ->
          NONE;
    };
  }
}
