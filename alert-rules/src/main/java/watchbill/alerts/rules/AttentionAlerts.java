package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.ActivityFamilies.REQUEST_QUEUE_DEPTH;
import static watchbill.metrics.catalogue.ActivityFamilies.STATE;
import static watchbill.metrics.catalogue.ActivityFamilies.STUCK;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.VerdictFamilies.SUSPECT;
import static watchbill.metrics.catalogue.VerdictFamilies.TELEMETRY_GAP_STARTED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about agents that somebody should look at although they are not stuck by themselves.
public final class AttentionAlerts {
  /// The suspicions that rest on silence. Each becomes a verdict at its own deadline, or goes.
  private static final List<String> SILENCES =
      List.of("agent_wait", "human_wait", "no_tool_call", "provider_wait", "tool_hang");

  private static final AgentLabels CODER = new AgentLabels("acme", "coder-0", "coder");
  private static final Map<String, String> IDENTITY =
      Map.of("tenant", "acme", "agent", "coder-0", "role", "coder");

  /// Nobody answers an agent. The verdict has waited for `stuck.answer`, or for `stuck.attended`
  /// where a person sits in front of the agent.
  public static final Alert<CauseLabels> HUMAN_WAIT =
      new Alert<>(
          "AgentWaitsForHuman",
          Query.of(STUCK, Matcher.equal(CAUSE, "human_wait"))
              .by(TENANT, AGENT, ROLE)
              .max()
              .above(0),
          Duration.ofMinutes(5),
          Severity.TICKET,
          Owner.TENANT,
          View.AGENT,
          "Nobody answers agent {{ $labels.agent }} of {{ $labels.tenant }}.",
          List.of(
              Example.when("a question is answered late")
                  .with(STUCK, because("human_wait"), "0x9 1x19 0x20")
                  .quietAt(14)
                  .firesAt(15, IDENTITY)
                  .firesAt(29, IDENTITY)
                  .quietAt(30),
              Example.when("an agent is stuck for another cause")
                  .with(STUCK, because("tool_hang"), "1x30")
                  .quietAt(30)));

  /// Something speaks against an agent for a quarter of an hour, and not enough to call it stuck.
  public static final Alert<CauseLabels> SUSPICION =
      new Alert<>(
          "AgentSuspect",
          Query.of(SUSPECT, Others.LEFT_OUT, Matcher.noneOf(CAUSE, SILENCES))
              .by(TENANT, AGENT, ROLE, CAUSE)
              .max()
              .above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.AGENT,
          "Agent {{ $labels.agent }} of {{ $labels.tenant }} has looked like {{ $labels.cause }}"
              + " for 15 minutes.",
          List.of(
              Example.when("an agent asks nearly the same again and again, then moves on")
                  .with(SUSPECT, because("repeat_loop"), "0x9 1x24 0x20")
                  .quietAt(24)
                  .firesAt(
                      25,
                      Map.of(
                          "tenant", "acme",
                          "agent", "coder-0",
                          "role", "coder",
                          "cause", "repeat_loop"))
                  .quietAt(35),
              Example.when("an agent that is not suspect any more")
                  .with(SUSPECT, because("repeat_loop"), "0x40")
                  .quietAt(40),
              Example.when("a call takes long: it hangs at its deadline, or it does not")
                  .with(SUSPECT, because("tool_hang"), "1x40")
                  .quietAt(40),
              Example.when("of many agents, always another one is suspect")
                  .with(SUSPECT, new CauseLabels("acme", "_other", "", "repeat_loop"), "1x40")
                  .quietAt(40)));

  /// Requests wait for an agent that does nothing: it has no task, so it cannot be stuck in one.
  public static final Alert<AgentLabels> IDLE_WITH_BACKLOG =
      new Alert<>(
          "AgentIdleWithBacklog",
          Query.of(REQUEST_QUEUE_DEPTH, Others.LEFT_OUT)
              .by(TENANT, AGENT, ROLE)
              .max()
              .above(0)
              .and(
                  Query.of(STATE, Matcher.equal(Label.STATE, "idle"))
                      .by(TENANT, AGENT, ROLE)
                      .max()
                      .above(0),
                  Matching.on(TENANT, AGENT, ROLE)),
          Duration.ofMinutes(15),
          Severity.PAGE,
          Owner.TENANT,
          View.AGENT,
          "Requests wait for agent {{ $labels.agent }} of {{ $labels.tenant }}, which has done"
              + " nothing for 15 minutes.",
          List.of(
              Example.when("an agent stops to take requests, and takes them again")
                  .with(REQUEST_QUEUE_DEPTH, CODER, "1x29 0x20")
                  .with(STATE, in("idle"), "0x9 1x39")
                  .with(STATE, in("working"), "1x9 0x39")
                  .quietAt(24)
                  .firesAt(25, IDENTITY)
                  .firesAt(29, IDENTITY)
                  .quietAt(30),
              Example.when("an agent works while requests wait")
                  .with(REQUEST_QUEUE_DEPTH, CODER, "7x40")
                  .with(STATE, in("idle"), "0x40")
                  .with(STATE, in("working"), "1x40")
                  .quietAt(40),
              Example.when("an agent has nothing to do")
                  .with(REQUEST_QUEUE_DEPTH, CODER, "0x40")
                  .with(STATE, in("idle"), "1x40")
                  .quietAt(40),
              Example.when("of many agents, some are idle and for others requests wait")
                  .with(REQUEST_QUEUE_DEPTH, Others.LABELS, "3x40")
                  .with(STATE, new StateLabels("acme", "_other", "", "idle"), "5x40")
                  .quietAt(40)));

  /// Not even heartbeats come from an agent that has work, and it is not called stuck yet: its call
  /// is one that may take long, or its telemetry is broken.
  public static final Alert<AgentLabels> TELEMETRY_GAP =
      new Alert<>(
          "AgentTelemetryGap",
          Query.age(TELEMETRY_GAP_STARTED)
              .by(TENANT, AGENT, ROLE)
              .max()
              .above(Duration.ofMinutes(10))
              .unless(
                  Query.of(STUCK).by(TENANT, AGENT, ROLE).max().above(0),
                  Matching.on(TENANT, AGENT, ROLE)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.AGENT,
          "Nothing has been heard of agent {{ $labels.agent }} of {{ $labels.tenant }} for 10"
              + " minutes, not even heartbeats, although it has work.",
          List.of(
              Example.when("heartbeats stop, and come again")
                  .with(TELEMETRY_GAP_STARTED, CODER, "_x5 300x14 stale")
                  .with(STUCK, because("tool_hang"), "0x40")
                  .quietAt(15)
                  .firesAt(16, IDENTITY)
                  .firesAt(19, IDENTITY)
                  .quietAt(20),
              Example.when("the agent is called stuck")
                  .with(TELEMETRY_GAP_STARTED, CODER, "_x5 300x40")
                  .with(STUCK, because("no_tool_call"), "0x9 1x40")
                  .quietAt(16)
                  .quietAt(40)));

  static final AlertGroup GROUP =
      AlertGroup.of("watchbill-attention", HUMAN_WAIT, SUSPICION, IDLE_WITH_BACKLOG, TELEMETRY_GAP);

  private AttentionAlerts() {}

  private static CauseLabels because(String cause) {
    return new CauseLabels("acme", "coder-0", "coder", cause);
  }

  private static StateLabels in(String state) {
    return new StateLabels("acme", "coder-0", "coder", state);
  }
}
