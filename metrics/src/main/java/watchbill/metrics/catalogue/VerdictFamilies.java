package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Unit.NONE;
import static watchbill.metrics.catalogue.Unit.SECONDS;
import static watchbill.metrics.catalogue.Unit.TIMESTAMP_SECONDS;

import java.util.List;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;

/// What speaks against agents, and for how long they have been at what they do now.
public final class VerdictFamilies {
  private static final String VERDICT = "the stream processor's verdict";
  private static final String HEARD = "the time at which the event was heard";

  /// Whether the agent is suspected of this cause.
  public static final Gauge<CauseLabels> SUSPECT =
      Gauge.ours(
          "agent_suspect",
          NONE,
          CauseLabels.LABELS,
          "Whether something speaks against the agent (1), and not yet strongly enough to call it"
              + " stuck.",
          VERDICT);

  /// How often the agent began to go round in circles.
  public static final Counter<LoopLabels> LOOPS =
      Counter.ours(
          "agent_loop_detected_total",
          NONE,
          LoopLabels.LABELS,
          "How often the agent has begun to go round in circles, by the rule that saw it.",
          "the stream processor's rules, those that suspect included");

  /// Since when the oldest open call is.
  public static final Gauge<AgentLabels> CALL_STARTED =
      Gauge.ours(
          "agent_tool_call_started_timestamp_seconds",
          TIMESTAMP_SECONDS,
          AgentLabels.LABELS,
          "When the oldest of the agent's tool calls in flight began; absent when none is.",
          HEARD);

  /// How long the agent has waited for humans.
  public static final Counter<AgentLabels> HUMAN_WAIT =
      Counter.ours(
          "agent_human_wait_seconds_total",
          SECONDS,
          AgentLabels.LABELS,
          "How long the agent has waited for humans, in waits that ended.",
          "agent.waiting and agent.resumed");

  /// Since when the agent waits for a human.
  public static final Gauge<AgentLabels> HUMAN_WAIT_STARTED =
      Gauge.ours(
          "agent_human_wait_started_timestamp_seconds",
          TIMESTAMP_SECONDS,
          AgentLabels.LABELS,
          "Since when the agent waits for a human; absent when it does not.",
          HEARD);

  /// Since when the agent's heartbeats are missing.
  public static final Gauge<AgentLabels> TELEMETRY_GAP_STARTED =
      Gauge.ours(
          "agent_telemetry_gap_started_timestamp_seconds",
          TIMESTAMP_SECONDS,
          AgentLabels.LABELS,
          "Since when not even heartbeats come from the agent, although it has work; absent while"
              + " they come.",
          HEARD);

  /// Whether many agents of a tenant have come to a stop together.
  public static final Gauge<IncidentLabels> FLEET_INCIDENT =
      Gauge.ours(
          "watchbill_fleet_incident",
          NONE,
          IncidentLabels.LABELS,
          "Whether many agents of the tenant have come to a stop together (1), which is one"
              + " incident and not theirs.",
          VERDICT);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          SUSPECT,
          LOOPS,
          CALL_STARTED,
          HUMAN_WAIT,
          HUMAN_WAIT_STARTED,
          TELEMETRY_GAP_STARTED,
          FLEET_INCIDENT);

  private VerdictFamilies() {}

  /// An agent and a kind of circle in which it goes round.
  public record LoopLabels(String tenant, String agent, String role, String kind)
      implements LabelSet, Has.Identity, Has.Kind {
    static final Labels<LoopLabels> LABELS =
        Labels.of(LoopLabels.class, Label.TENANT, Label.AGENT, Label.ROLE, Label.KIND);
  }

  /// All agents of a tenant, and why they have come to a stop.
  public record IncidentLabels(String tenant, String cause)
      implements LabelSet, Has.Tenant, Has.Cause {
    static final Labels<IncidentLabels> LABELS =
        Labels.of(IncidentLabels.class, Label.TENANT, Label.CAUSE);
  }
}
