package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.PodFamilies.CONTAINER_WAITING;
import static watchbill.metrics.catalogue.PodFamilies.UNSCHEDULABLE;

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
import watchbill.metrics.catalogue.PodFamilies.PodReasonLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;

/// Alerts about pods that do not come so far as to run. All are tickets: where an agent has work
/// meanwhile, it is stuck, and that is the page.
public final class StartAlerts {
  /// What is the ordinary way of a container, or has an alert of its own.
  private static final List<String> ELSEWHERE =
      List.of("ContainerCreating", "CrashLoopBackOff", "PodInitializing");

  /// GPUs have an alert of their own; a gate is somebody's intent.
  private static final List<String> NOT_HERE = List.of("gated", "gpu");

  private static final Map<String, String> MAIN =
      Map.of(
          "tenant", "acme",
          "agent", "coder-0",
          "role", "coder",
          "namespace", "agents",
          "pod", "coder-0",
          "container", "main");

  /// A container cannot be started: its image, its configuration, its command. The reason is no
  /// label of the alert, since it goes back and forth (`ErrImagePull`, `ImagePullBackOff`).
  public static final Alert<ContainerReasonLabels> CANNOT_START =
      new Alert<>(
          "AgentContainerCannotStart",
          Query.of(CONTAINER_WAITING, Matcher.noneOf(REASON, ELSEWHERE))
              .by(TENANT, AGENT, ROLE, NAMESPACE, POD, CONTAINER)
              .max()
              .above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.CLUSTER,
          "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }}"
              + " cannot be started.",
          List.of(
              Example.when("an image is not there, then it is")
                  .with(CONTAINER_WAITING, waiting("ErrImagePull"), "_x10 1x4 stale")
                  .with(CONTAINER_WAITING, waiting("ImagePullBackOff"), "_x15 1x14 stale")
                  .quietAt(24)
                  .firesAt(25, MAIN)
                  .firesAt(29, MAIN)
                  .quietAt(30),
              Example.when("a container that waits no more")
                  .with(CONTAINER_WAITING, waiting("ImagePullBackOff"), "0x40")
                  .quietAt(40),
              Example.when("a large image takes long, then the container crashes")
                  .with(CONTAINER_WAITING, waiting("ContainerCreating"), "1x29 stale")
                  .with(CONTAINER_WAITING, waiting("CrashLoopBackOff"), "_x30 1x30")
                  .quietAt(30)
                  .quietAt(60)));

  /// No node takes a pod.
  public static final Alert<PodReasonLabels> NO_NODE =
      new Alert<>(
          "AgentPodUnschedulable",
          Query.of(UNSCHEDULABLE, Matcher.noneOf(REASON, NOT_HERE))
              .by(TENANT, AGENT, ROLE, NAMESPACE, POD, REASON)
              .max()
              .above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.CLUSTER,
          "No node has taken pod {{ $labels.namespace }}/{{ $labels.pod }} for 15 minutes:"
              + " {{ $labels.reason }}.",
          List.of(
              Example.when("memory is full, and a machine is added")
                  .with(UNSCHEDULABLE, lacks("memory"), "_x10 1x19 stale")
                  .quietAt(24)
                  .firesAt(
                      25,
                      Map.of(
                          "tenant", "acme",
                          "agent", "coder-0",
                          "role", "coder",
                          "namespace", "agents",
                          "pod", "coder-0",
                          "reason", "memory"))
                  .quietAt(30),
              Example.when("a pod that a node took")
                  .with(UNSCHEDULABLE, lacks("memory"), "0x40")
                  .quietAt(40),
              Example.when("a pod waits for a GPU, another for its gate")
                  .with(UNSCHEDULABLE, lacks("gpu"), "1x40")
                  .with(UNSCHEDULABLE, lacks("gated"), "1x40")
                  .quietAt(40)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-starts", CANNOT_START, NO_NODE);

  private StartAlerts() {}

  private static ContainerReasonLabels waiting(String reason) {
    return new ContainerReasonLabels(
        "acme", "coder-0", "coder", "agents", "coder-0", "main", reason);
  }

  private static PodReasonLabels lacks(String reason) {
    return new PodReasonLabels("acme", "coder-0", "coder", "agents", "coder-0", reason);
  }
}
