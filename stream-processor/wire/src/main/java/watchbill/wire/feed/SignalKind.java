package watchbill.wire.feed;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import watchbill.core.Signal;

/// Which signal it is. The code is its place in the byte form: never change one, never use one
/// again.
enum SignalKind {
  TOKENS_CONSUMED(1),
  SPEND_CHANGED(2),
  TASK_SPENT(3),
  TASK_COSTS(4),
  SESSION_TOKENS(5),
  PARENT_LEARNED(6),
  LOAD_REPORTED(7),
  LOAD_UNKNOWN(8),
  ROLE_LEARNED(9),
  ACTIVITY_CHANGED(10),
  PROGRESS_MADE(11),
  TOOL_CALLS_ENDED(12),
  TASKS_ENDED(13),
  AGENT_STUCK(14),
  AGENT_FREED(15),
  AGENT_SUSPECT(16),
  RULE_FIRED(17),
  CALLS_IN_FLIGHT(18),
  HUMAN_WAITS(19),
  TELEMETRY_GAP(20),
  TASKS_INTERRUPTED(21),
  RECOVERED(22),
  CONTEXTS_REDUCED(23),
  GOVERNOR_MISSED(24),
  TASKS_BOUNCED(25),
  TASKS_DUPLICATED(26),
  DEADLINES_MISSED(27),
  TASK_DURATIONS(28),
  INCIDENT_BEGAN(29),
  INCIDENT_ENDED(30);

  final int code;

  SignalKind(int code) {
    this.code = code;
  }

  /// The kind of this code, or null when no kind known here has it.
  static @Nullable SignalKind of(long code) {
    for (SignalKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }

  static SignalKind of(Signal signal) {
    return switch (signal) {
      case Signal.TokensConsumed _ -> TOKENS_CONSUMED;
      case Signal.SpendChanged _ -> SPEND_CHANGED;
      case Signal.TaskSpent _ -> TASK_SPENT;
      case Signal.TaskCosts _ -> TASK_COSTS;
      case Signal.SessionTokens _ -> SESSION_TOKENS;
      case Signal.ParentLearned _ -> PARENT_LEARNED;
      case Signal.LoadReported _ -> LOAD_REPORTED;
      case Signal.LoadUnknown _ -> LOAD_UNKNOWN;
      case Signal.RoleLearned _ -> ROLE_LEARNED;
      case Signal.ActivityChanged _ -> ACTIVITY_CHANGED;
      case Signal.ProgressMade _ -> PROGRESS_MADE;
      case Signal.ToolCallsEnded _ -> TOOL_CALLS_ENDED;
      case Signal.TasksEnded _ -> TASKS_ENDED;
      case Signal.AgentStuck _ -> AGENT_STUCK;
      case Signal.AgentFreed _ -> AGENT_FREED;
      case Signal.AgentSuspect _ -> AGENT_SUSPECT;
      case Signal.RuleFired _ -> RULE_FIRED;
      case Signal.CallsInFlight _ -> CALLS_IN_FLIGHT;
      case Signal.HumanWaits _ -> HUMAN_WAITS;
      case Signal.TelemetryGap _ -> TELEMETRY_GAP;
      case Signal.TasksInterrupted _ -> TASKS_INTERRUPTED;
      case Signal.Recovered _ -> RECOVERED;
      case Signal.ContextsReduced _ -> CONTEXTS_REDUCED;
      case Signal.GovernorMissed _ -> GOVERNOR_MISSED;
      case Signal.TasksBounced _ -> TASKS_BOUNCED;
      case Signal.TasksDuplicated _ -> TASKS_DUPLICATED;
      case Signal.DeadlinesMissed _ -> DEADLINES_MISSED;
      case Signal.TaskDurations _ -> TASK_DURATIONS;
      case Signal.IncidentBegan _ -> INCIDENT_BEGAN;
      case Signal.IncidentEnded _ -> INCIDENT_ENDED;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
