package watchbill.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import watchbill.core.Signal;
import watchbill.core.Signal.ActivityChanged;
import watchbill.core.Signal.AgentFreed;
import watchbill.core.Signal.AgentStuck;
import watchbill.core.Signal.AgentSuspect;
import watchbill.core.Signal.CallsInFlight;
import watchbill.core.Signal.ContextsReduced;
import watchbill.core.Signal.DeadlinesMissed;
import watchbill.core.Signal.GovernorMissed;
import watchbill.core.Signal.HumanWaits;
import watchbill.core.Signal.IncidentBegan;
import watchbill.core.Signal.IncidentEnded;
import watchbill.core.Signal.LoadReported;
import watchbill.core.Signal.LoadUnknown;
import watchbill.core.Signal.ParentLearned;
import watchbill.core.Signal.ProgressMade;
import watchbill.core.Signal.Recovered;
import watchbill.core.Signal.RoleLearned;
import watchbill.core.Signal.RuleFired;
import watchbill.core.Signal.SessionTokens;
import watchbill.core.Signal.SpendChanged;
import watchbill.core.Signal.TaskCosts;
import watchbill.core.Signal.TaskDurations;
import watchbill.core.Signal.TaskSpent;
import watchbill.core.Signal.TasksBounced;
import watchbill.core.Signal.TasksDuplicated;
import watchbill.core.Signal.TasksEnded;
import watchbill.core.Signal.TasksInterrupted;
import watchbill.core.Signal.TelemetryGap;
import watchbill.core.Signal.TokensConsumed;
import watchbill.core.Signal.ToolCallsEnded;

/// What a signal says beyond its agent and time, as the keys of `data`.
final class SignalData {
  private SignalData() {}

  /// The signal's name, as the last part of its type.
  static String nameOf(Signal signal) {
    return switch (signal) {
      case TokensConsumed _ -> "tokens_consumed";
      case SpendChanged _ -> "spend_changed";
      case TaskSpent _ -> "task_spent";
      case TaskCosts _ -> "task_costs";
      case SessionTokens _ -> "session_tokens";
      case ParentLearned _ -> "parent_learned";
      case LoadReported _ -> "load_reported";
      case LoadUnknown _ -> "load_unknown";
      case RoleLearned _ -> "role_learned";
      case ActivityChanged _ -> "activity_changed";
      case ProgressMade _ -> "progress_made";
      case ToolCallsEnded _ -> "tool_calls_ended";
      case TasksEnded _ -> "tasks_ended";
      case AgentStuck _ -> "agent_stuck";
      case AgentFreed _ -> "agent_freed";
      case AgentSuspect _ -> "agent_suspect";
      case RuleFired _ -> "rule_fired";
      case CallsInFlight _ -> "calls_in_flight";
      case HumanWaits _ -> "human_waits";
      case TelemetryGap _ -> "telemetry_gap";
      case TasksInterrupted _ -> "tasks_interrupted";
      case Recovered _ -> "recovered";
      case ContextsReduced _ -> "contexts_reduced";
      case GovernorMissed _ -> "governor_missed";
      case TasksBounced _ -> "tasks_bounced";
      case TasksDuplicated _ -> "tasks_duplicated";
      case DeadlinesMissed _ -> "deadlines_missed";
      case TaskDurations _ -> "task_durations";
      case IncidentBegan _ -> "incident_began";
      case IncidentEnded _ -> "incident_ended";
    };
  }

  /// Writes the keys into an object that is open.
  static void write(Signal signal, JsonGenerator json) throws IOException {
    switch (signal) {
      case TokensConsumed tokens -> {
        SpendData.bill(tokens.bill(), json);
        SpendData.standing(tokens.standing(), json);
      }
      case SpendChanged changed -> SpendData.standing(changed.standing(), json);
      case TaskSpent spent -> SpendData.task(spent, json);
      case TaskCosts costs -> {
        json.writeStringField("kind", costs.kind());
        SpendData.distribution("pico_usd", costs.costs(), json);
      }
      case SessionTokens sessions -> SpendData.distribution("tokens", sessions.tokens(), json);
      case ParentLearned learned -> json.writeStringField("parent", learned.parent());
      case LoadReported load -> {
        json.writeNumberField("active_sessions", load.activeSessions());
        json.writeNumberField("queue_depth", load.queueDepth());
      }
      case RoleLearned learned -> json.writeStringField("role", learned.role());
      case ActivityChanged changed ->
          json.writeStringField("activity", Words.word(changed.activity()));
      case ToolCallsEnded ended -> {
        json.writeStringField("outcome", Words.word(ended.outcome()));
        json.writeNumberField("total", ended.total());
      }
      case TasksEnded ended -> {
        json.writeStringField("outcome", Words.word(ended.outcome()));
        json.writeNumberField("total", ended.total());
      }
      case AgentStuck stuck -> {
        json.writeStringField("cause", Words.word(stuck.cause()));
        json.writeStringField("progress_at", Rfc3339.text(stuck.progressAtMillis()));
        json.writeStringField("evidence", stuck.evidence().text());
      }
      case AgentFreed freed -> json.writeStringField("cause", Words.word(freed.cause()));
      case AgentSuspect _,
          RuleFired _,
          CallsInFlight _,
          HumanWaits _,
          TelemetryGap _,
          TasksInterrupted _,
          Recovered _,
          ContextsReduced _,
          GovernorMissed _,
          TasksBounced _,
          TasksDuplicated _,
          DeadlinesMissed _,
          TaskDurations _,
          IncidentBegan _,
          IncidentEnded _ -> {}
      case LoadUnknown _, ProgressMade _ -> {
        // They say all in their type and time.
      }
    }
  }
}
