package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.PodFamilies.CONTAINER_RESTARTS;
import static watchbill.metrics.catalogue.PodFamilies.DELETION;
import static watchbill.metrics.catalogue.PodLifeFamilies.GRACE_KILLS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.PodFamilies.ContainerLabels;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Windows;

/// Alerts about how pods and their containers end.
public final class EndAlerts {
  private static final ContainerLabels MAIN =
      new ContainerLabels("acme", "coder-0", "coder", "agents", "coder-0", "main", "main");
  private static final Map<String, String> CONTAINER_OF_CODER =
      Map.of(
          "tenant", "acme",
          "agent", "coder-0",
          "role", "coder",
          "namespace", "agents",
          "pod", "coder-0",
          "container", "main");

  static final Recorded<AgentLabels> CUT_OFF =
      new Recorded<>(
          "tenant_role:agent_grace_kills:sum", Query.total(GRACE_KILLS).by(TENANT, ROLE).sumOnce());

  /// A container ends again and again, and runs so long in between that the kubelet does not hold
  /// it back, or not for long: no crash loop, and no work that lasts.
  public static final Alert<ContainerLabels> RESTARTS_OFTEN =
      new Alert<>(
          "AgentContainerRestartsOften",
          Query.increase(CONTAINER_RESTARTS, Windows.HOUR)
              .by(TENANT, AGENT, ROLE, NAMESPACE, POD, CONTAINER)
              .max()
              .atLeast(3),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.CLUSTER,
          "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }}"
              + " (agent {{ $labels.agent }}) was restarted three times or more within an hour.",
          List.of(
              Example.when("a container ends every 20 minutes, and is repaired")
                  .with(CONTAINER_RESTARTS, MAIN, "0x9 1x19 2x19 3x200")
                  .quietAt(49)
                  .firesAt(50, CONTAINER_OF_CODER)
                  .firesAt(69, CONTAINER_OF_CODER)
                  .quietAt(70),
              Example.when("it ends every half hour")
                  .with(CONTAINER_RESTARTS, MAIN, "0x9 1x29 2x29 3x29 4x29")
                  .quietAt(70)
                  .quietAt(99)
                  .quietAt(101)));

  /// A pod is there long after its deletion was asked for. Its name, its volume and its place in
  /// the StatefulSet are taken until it is gone.
  public static final Alert<PodLabels> STILL_THERE =
      new Alert<>(
          "AgentPodStuckTerminating",
          Query.age(DELETION)
              .by(TENANT, AGENT, ROLE, NAMESPACE, POD)
              .max()
              .above(Duration.ofHours(1)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.CLUSTER,
          "Pod {{ $labels.namespace }}/{{ $labels.pod }} (agent {{ $labels.agent }}) was told to"
              + " go more than an hour ago, and is still there.",
          List.of(
              Example.when("a pod's node is lost, and somebody removes the pod")
                  .with(
                      DELETION,
                      new PodLabels("acme", "coder-0", "coder", "agents", "coder-0"),
                      "_x10 600x79 stale")
                  .quietAt(70)
                  .firesAt(
                      71,
                      Map.of(
                          "tenant", "acme",
                          "agent", "coder-0",
                          "role", "coder",
                          "namespace", "agents",
                          "pod", "coder-0"))
                  .quietAt(90),
              Example.when("a pod takes an hour to end its sessions")
                  .with(
                      DELETION,
                      new PodLabels("acme", "coder-0", "coder", "agents", "coder-0"),
                      "_x10 600x60 stale")
                  .quietAt(70)
                  .quietAt(71)));

  /// Pods are killed because they do not end in the time that they are given.
  public static final Alert<AgentLabels> GRACE_TOO_SHORT =
      new Alert<>(
          "AgentGraceTooShort",
          Query.growth(CUT_OFF, Windows.HOUR).atLeast(3),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.CLUSTER,
          "Three or more pods of role {{ $labels.role }} of {{ $labels.tenant }} were killed within"
              + " an hour because their grace had run out.",
          List.of(
              Example.when("a rollout kills three agents in turn")
                  .with(GRACE_KILLS, agent("coder-0"), "0x9 1x200")
                  .with(GRACE_KILLS, agent("coder-1"), "0x9 1x200")
                  .with(GRACE_KILLS, agent("coder-2"), "0x64 1x200")
                  .quietAt(64)
                  .firesAt(65, Map.of("tenant", "acme", "role", "coder"))
                  .firesAt(69, Map.of("tenant", "acme", "role", "coder"))
                  .quietAt(70),
              Example.when("two are killed in an hour, hour after hour")
                  .with(GRACE_KILLS, agent("coder-0"), "0x29 1x29 2x29 3x29 4x29")
                  .quietAt(89)
                  .quietAt(119)));

  static final AlertGroup GROUP =
      new AlertGroup(
          "watchbill-ends",
          List.of(CUT_OFF),
          List.of(RESTARTS_OFTEN, STILL_THERE, GRACE_TOO_SHORT));

  private EndAlerts() {}

  private static AgentLabels agent(String agent) {
    return new AgentLabels("acme", agent, "coder");
  }
}
