package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.catalogue.ActivityFamilies.STUCK;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

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
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VerdictFamilies.IncidentLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Alerts about what agents do, or do not.
public final class ActivityAlerts {
  /// Twice the eight sessions at which the guides let an agent's autoscaler add a pod, less one: by
  /// then it should have.
  private static final int HIGH_SESSIONS = 15;

  private static final String HUMAN_WAIT = "human_wait";
  private static final CauseLabels CODER_HANGS =
      new CauseLabels("acme", "coder-0", "coder", "tool_hang");
  private static final IncidentLabels PROVIDER_OUT = new IncidentLabels("acme", "provider");
  private static final AgentLabels CODER = new AgentLabels("acme", "coder-0", "coder");
  private static final Map<String, String> HANGING =
      Map.of("tenant", "acme", "agent", "coder-0", "role", "coder", "cause", "tool_hang");
  private static final Map<String, String> IDENTITY =
      Map.of("tenant", "acme", "agent", "coder-0", "role", "coder");

  /// An agent makes no progress. The verdict has waited for its own deadline already; five minutes
  /// more spare a person those that free themselves. What was last seen holds while Watchbill is
  /// restarted: else each restart would end all pages, and send them again. Nobody gets up to
  /// answer an agent's question: see [AttentionAlerts#HUMAN_WAIT].
  public static final Alert<CauseLabels> AGENT_STUCK =
      new Alert<>(
          "AgentStuck",
          Query.lastOver(STUCK, Windows.RESTART, Matcher.notEqual(CAUSE, HUMAN_WAIT))
              .by(TENANT, AGENT, ROLE, CAUSE)
              .max()
              .above(0),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.TENANT,
          View.FLEET,
          "Agent {{ $labels.agent }} of {{ $labels.tenant }} makes no progress:"
              + " {{ $labels.cause }}.",
          List.of(
              Example.when("a tool hangs, and comes back after 20 minutes")
                  .with(STUCK, CODER_HANGS, "0x9 1x19 0x20")
                  .quietAt(9)
                  .quietAt(14)
                  .firesAt(15, HANGING)
                  .quietAt(30),
              Example.when("an agent frees itself within five minutes")
                  .with(STUCK, CODER_HANGS, "0x9 1x3 0x20")
                  .quietAt(12)
                  .quietAt(20),
              Example.when("an agent waits for a person")
                  .with(STUCK, new CauseLabels("acme", "coder-0", "coder", HUMAN_WAIT), "1x30")
                  .quietAt(30),
              Example.when("Watchbill is gone, and with it what it knew")
                  .with(STUCK, CODER_HANGS, "1x9 stale")
                  .firesAt(13, HANGING)
                  .quietAt(15),
              Example.when("Watchbill is restarted while an agent is stuck")
                  .with(STUCK, CODER_HANGS, "1x9 stale _x2 1x9 0x9")
                  .firesAt(12, HANGING)
                  .firesAt(20, HANGING)
                  .quietAt(24)));

  /// An agent has more sessions than its autoscaler should have let it. The sum of the agents
  /// beyond `exporter.agentsPerTenant` is none of an agent.
  public static final Alert<AgentLabels> HIGH_SESSION_COUNT =
      new Alert<>(
          "AgentHighSessionCount",
          Query.of(ACTIVE_SESSIONS, Others.LEFT_OUT)
              .by(TENANT, AGENT, ROLE)
              .max()
              .above(HIGH_SESSIONS),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.TENANT,
          View.FLEET,
          "Agent {{ $labels.agent }} of {{ $labels.tenant }} has had more than "
              + HIGH_SESSIONS
              + " sessions open for 10 minutes.",
          List.of(
              Example.when("sessions pile up, and go again")
                  .with(ACTIVE_SESSIONS, CODER, "15x9 16x19 15x10")
                  .quietAt(9)
                  .quietAt(19)
                  .firesAt(20, IDENTITY)
                  .firesAt(29, IDENTITY)
                  .quietAt(30),
              Example.when("an agent is busy for a moment")
                  .with(ACTIVE_SESSIONS, CODER, "3x9 40x5 3x20")
                  .quietAt(15)
                  .quietAt(30),
              Example.when("an agent has as many as it may")
                  .with(ACTIVE_SESSIONS, CODER, "15x30")
                  .quietAt(30),
              Example.when("a hundred agents without series of their own have two each")
                  .with(ACTIVE_SESSIONS, Others.LABELS, "200x30")
                  .quietAt(30)));

  /// Many agents of a tenant have come to a stop together. One page for all of them; two minutes
  /// spare a person what a bus or a provider gets over by itself.
  public static final Alert<IncidentLabels> FLEET_INCIDENT =
      new Alert<>(
          "AgentFleetIncident",
          Query.lastOver(VerdictFamilies.FLEET_INCIDENT, Windows.RESTART)
              .by(TENANT, CAUSE)
              .max()
              .above(0),
          Duration.ofMinutes(2),
          Severity.PAGE,
          Owner.PLATFORM,
          View.FLEET,
          "Many agents of {{ $labels.tenant }} have come to a stop together:"
              + " {{ $labels.cause }}.",
          List.of(
              Example.when("the provider is out for 20 minutes")
                  .with(VerdictFamilies.FLEET_INCIDENT, PROVIDER_OUT, "0x9 1x19 0x20")
                  .quietAt(9)
                  .quietAt(11)
                  .firesAt(12, Map.of("tenant", "acme", "cause", "provider"))
                  .firesAt(29, Map.of("tenant", "acme", "cause", "provider"))
                  .quietAt(30),
              Example.when("Watchbill is gone during an outage")
                  .with(VerdictFamilies.FLEET_INCIDENT, PROVIDER_OUT, "1x9 stale")
                  .firesAt(13, Map.of("tenant", "acme", "cause", "provider"))
                  .quietAt(15),
              Example.when("the bus is away for a moment")
                  .with(VerdictFamilies.FLEET_INCIDENT, PROVIDER_OUT, "0x9 1x1 0x20")
                  .quietAt(12)
                  .quietAt(20)));

  static final AlertGroup GROUP =
      AlertGroup.of("watchbill-activity", AGENT_STUCK, HIGH_SESSION_COUNT, FLEET_INCIDENT);

  private ActivityAlerts() {}
}
