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
      case AgentStuck stuck ->
          VerdictData.write(stuck.cause(), stuck.progressAtMillis(), stuck.evidence(), json);
      case AgentSuspect suspect ->
          VerdictData.write(suspect.cause(), suspect.progressAtMillis(), suspect.evidence(), json);
      case AgentFreed freed -> json.writeStringField("cause", Words.word(freed.cause()));
      case RuleFired fired -> {
        json.writeStringField("rule", Words.word(fired.rule()));
        json.writeNumberField("total", fired.total());
      }
      case CallsInFlight calls -> since(calls.sinceMillis(), json);
      case HumanWaits waits -> {
        since(waits.sinceMillis(), json);
        json.writeNumberField("total_ms", waits.totalMillis());
      }
      case TelemetryGap gap -> since(gap.sinceMillis(), json);
      case TasksInterrupted interrupted -> {
        json.writeStringField("cause", Words.word(interrupted.cause()));
        json.writeNumberField("total", interrupted.total());
        json.writeNumberField("lost_tokens", interrupted.lostTokens());
        json.writeNumberField("lost_pico_usd", interrupted.lostPicoUsd());
        json.writeNumberField("lost_ms", interrupted.lostMillis());
      }
      case Recovered recovered -> {
        json.writeStringField("phase", Words.word(recovered.phase()));
        SpendData.distribution("ms", recovered.millis(), json);
      }
      case ContextsReduced reduced -> {
        json.writeStringField("how", Words.word(reduced.how()));
        json.writeNumberField("total", reduced.total());
      }
      case GovernorMissed missed -> json.writeNumberField("total", missed.total());
      case TasksBounced bounced -> json.writeNumberField("total", bounced.total());
      case TasksDuplicated duplicated -> json.writeNumberField("total", duplicated.total());
      case DeadlinesMissed missed -> {
        json.writeStringField("kind", missed.kind());
        json.writeNumberField("total", missed.total());
      }
      case TaskDurations durations -> {
        json.writeStringField("kind", durations.kind());
        SpendData.distribution("ms", durations.millis(), json);
      }
      case IncidentBegan began -> {
        json.writeStringField("cause", Words.word(began.cause()));
        json.writeNumberField("silent", began.silent());
        json.writeNumberField("at_work", began.atWork());
      }
      case IncidentEnded ended -> json.writeStringField("cause", Words.word(ended.cause()));
      case LoadUnknown _, ProgressMade _ -> {
        // They say all in their type and time.
      }
    }
  }

  /// Since when something holds; nothing when it does not hold now.
  private static void since(long millis, JsonGenerator json) throws IOException {
    if (millis != 0) {
      json.writeStringField("since", Rfc3339.text(millis));
    }
  }
}
