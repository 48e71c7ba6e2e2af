package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.PodFamilies.CONTAINER_WAITING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.PodFamilies.ContainerReasonLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Alerts about the pods that agents run in.
public final class PodAlerts {
  private static final String CRASH_LOOP = "CrashLoopBackOff";

  private static final Map<String, String> MAIN =
      Map.of(
          "tenant", "acme",
          "agent", "coder-0",
          "role", "coder",
          "namespace", "agents",
          "pod", "coder-0",
          "container", "main");

  /// A container crashes again and again. The rule that the guides print, `rate(restarts[15m]) >
  /// 0.1`, cannot fire: it wants 90 restarts in 15 minutes, and the kubelet's pauses allow 7. This
  /// one asks for the pause itself, as the kubernetes-mixin does.
  public static final Alert<ContainerReasonLabels> CRASH_LOOPING =
      new Alert<>(
          "AgentPodCrashLooping",
          Query.maxOver(CONTAINER_WAITING, Windows.CRASH_BACKOFF, Matcher.equal(REASON, CRASH_LOOP))
              .by(TENANT, AGENT, ROLE, NAMESPACE, POD, CONTAINER)
              .max()
              .above(0),
          Duration.ofMinutes(10),
          Severity.PAGE,
          Owner.TENANT,
          View.CLUSTER,
          "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }}"
              + " (agent {{ $labels.agent }}) keeps crashing.",
          List.of(
              Example.when("a container crashes, is held back, crashes again, and is repaired")
                  .with(CONTAINER_WAITING, waiting(CRASH_LOOP), "_x10 1 _x4 1 _x4 1 _x40")
                  .quietAt(9)
                  .quietAt(19)
                  .firesAt(20, MAIN)
                  .firesAt(25, MAIN)
                  .quietAt(26),
              Example.when("a container that waits no more")
                  .with(CONTAINER_WAITING, waiting(CRASH_LOOP), "0x40")
                  .quietAt(40),
              Example.when("a container runs for seven minutes each time")
                  .with(CONTAINER_WAITING, waiting(CRASH_LOOP), "_x10 1 _x6 1 _x6 1 _x6 1 _x40")
                  .quietAt(20)
                  .quietAt(30)
                  .quietAt(35),
              Example.when("a container crashes twice after a deployment, then runs")
                  .with(CONTAINER_WAITING, waiting(CRASH_LOOP), "_ 1 _ 1 _x30")
                  .quietAt(5)
                  .quietAt(15),
              Example.when("an image is pulled for a long time")
                  .with(CONTAINER_WAITING, waiting("ContainerCreating"), "1x40")
                  .quietAt(30)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-pods", CRASH_LOOPING);

  private PodAlerts() {}

  private static ContainerReasonLabels waiting(String reason) {
    return new ContainerReasonLabels(
        "acme", "coder-0", "coder", "agents", "coder-0", "main", reason);
  }
}
