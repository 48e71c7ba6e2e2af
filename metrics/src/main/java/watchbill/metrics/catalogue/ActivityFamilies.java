package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Unit.NONE;
import static watchbill.metrics.catalogue.Unit.TIMESTAMP_SECONDS;

import java.util.List;

/// What agents do, and whether they get anywhere.
public final class ActivityFamilies {
  /// Sessions that the agent says it has open.
  public static final Gauge<AgentLabels> ACTIVE_SESSIONS =
      Gauge.ours(
          "agent_active_sessions",
          NONE,
          AgentLabels.LABELS,
          "Sessions that the agent has open, by its last heartbeat.",
          "agent.heartbeat: active_sessions");

  /// Requests that wait for the agent.
  public static final Gauge<AgentLabels> REQUEST_QUEUE_DEPTH =
      Gauge.ours(
          "agent_request_queue_depth",
          NONE,
          AgentLabels.LABELS,
          "Requests that wait for the agent, by its last heartbeat.",
          "agent.heartbeat: queue_depth");

  /// What the agent is doing: 1 for the state that it is in, 0 for all others.
  public static final Gauge<StateLabels> STATE =
      Gauge.ours(
          "agent_state",
          NONE,
          StateLabels.LABELS,
          "What the agent is doing: 1 for the state that it is in, 0 for the others.",
          "the agent's events, as the stream processor understands them");

  /// Whether the agent is stuck for this cause.
  public static final Gauge<CauseLabels> STUCK =
      Gauge.ours(
          "agent_stuck",
          NONE,
          CauseLabels.LABELS,
          "Whether the agent is stuck (1) for this root cause.",
          "the stream processor's verdict");

  /// When the agent last made progress.
  public static final Gauge<AgentLabels> LAST_PROGRESS =
      Gauge.ours(
          "agent_last_progress_timestamp_seconds",
          TIMESTAMP_SECONDS,
          AgentLabels.LABELS,
          "When a tool last gave the agent a result, or a task of its began, moved on or ended.",
          "the time at which the event was heard");

  /// Tool calls that ended.
  public static final Counter<OutcomeLabels> TOOL_CALLS =
      Counter.ours(
          "agent_tool_calls_total",
          NONE,
          OutcomeLabels.LABELS,
          "Tool calls that ended, by outcome.",
          "agent.tool.finished");

  /// Tasks that ended.
  public static final Counter<OutcomeLabels> TASKS =
      Counter.ours(
          "agent_tasks_total",
          NONE,
          OutcomeLabels.LABELS,
          "Tasks that ended, by outcome.",
          "agent.task.finished");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(ACTIVE_SESSIONS, REQUEST_QUEUE_DEPTH, STATE, STUCK, LAST_PROGRESS, TOOL_CALLS, TASKS);

  private ActivityFamilies() {}

  /// An agent and a state that it may be in.
  public record StateLabels(String tenant, String agent, String role, String state)
      implements LabelSet, Has.Identity, Has.State {
    static final Labels<StateLabels> LABELS =
        Labels.of(StateLabels.class, Label.TENANT, Label.AGENT, Label.ROLE, Label.STATE);
  }

  /// An agent and a cause for which it may be stuck.
  public record CauseLabels(String tenant, String agent, String role, String cause)
      implements LabelSet, Has.Identity, Has.Cause {
    static final Labels<CauseLabels> LABELS =
        Labels.of(CauseLabels.class, Label.TENANT, Label.AGENT, Label.ROLE, Label.CAUSE);
  }

  /// An agent and how something that it did ended.
  public record OutcomeLabels(String tenant, String agent, String role, String outcome)
      implements LabelSet, Has.Identity, Has.Outcome {
    static final Labels<OutcomeLabels> LABELS =
        Labels.of(OutcomeLabels.class, Label.TENANT, Label.AGENT, Label.ROLE, Label.OUTCOME);
  }
}
