package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// The pods that agents run in, as the Kubernetes API server describes them.
public final class PodFamilies {
  /// Where the pod runs, and what made it.
  public static final Gauge<InfoLabels> INFO =
      Gauge.ours(
          "agent_pod_info",
          Unit.NONE,
          InfoLabels.LABELS,
          "Where the agent's pod runs and what made it; always 1.",
          "spec.nodeName, metadata.ownerReferences");

  /// The pod's phase: 1 for the one that it is in, 0 for all others.
  public static final Gauge<PhaseLabels> PHASE =
      Gauge.ours(
          "agent_pod_phase",
          Unit.NONE,
          PhaseLabels.LABELS,
          "The pod's phase: 1 for the phase that it is in, 0 for the others.",
          "status.phase");

  /// Whether the pod is ready.
  public static final Gauge<PodLabels> READY =
      Gauge.ours(
          "agent_pod_ready",
          Unit.NONE,
          PodLabels.LABELS,
          "Whether the pod is ready (1).",
          "status.conditions, type Ready");

  /// When the pod was made.
  public static final Gauge<PodLabels> CREATED =
      Gauge.ours(
          "agent_pod_created_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          PodLabels.LABELS,
          "When the pod was made.",
          "metadata.creationTimestamp");

  /// Restarts of a container.
  public static final Counter<ContainerLabels> CONTAINER_RESTARTS =
      Counter.ours(
          "agent_pod_container_restarts_total",
          Unit.NONE,
          ContainerLabels.LABELS,
          "Restarts of the container, in the life of its pod.",
          "status.containerStatuses.restartCount");

  /// Why a container last ended.
  public static final Gauge<ContainerReasonLabels> LAST_TERMINATION =
      Gauge.ours(
          "agent_pod_container_last_termination_info",
          Unit.NONE,
          ContainerReasonLabels.LABELS,
          "Why the container last ended; always 1.",
          "status.containerStatuses.lastState.terminated.reason");

  /// Why a container is not running.
  public static final Gauge<ContainerReasonLabels> CONTAINER_WAITING =
      Gauge.ours(
          "agent_pod_container_waiting",
          Unit.NONE,
          ContainerReasonLabels.LABELS,
          "Whether the container waits to be started (1), and why.",
          "status.containerStatuses.state.waiting.reason");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(INFO, PHASE, READY, CREATED, CONTAINER_RESTARTS, LAST_TERMINATION, CONTAINER_WAITING);

  private PodFamilies() {}

  /// A pod, its node, and what made it.
  public record InfoLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String pod,
      String node,
      String ownerKind,
      String owner)
      implements LabelSet, Has.PodIdentity, Has.Node, Has.Owner {
    static final Labels<InfoLabels> LABELS =
        Labels.of(
            InfoLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            POD,
            Label.NODE,
            Label.OWNER_KIND,
            Label.OWNER);
  }

  /// A pod and a phase that it may be in.
  public record PhaseLabels(
      String tenant, String agent, String role, String namespace, String pod, String phase)
      implements LabelSet, Has.PodIdentity, Has.Phase {
    static final Labels<PhaseLabels> LABELS =
        Labels.of(PhaseLabels.class, TENANT, AGENT, ROLE, NAMESPACE, POD, Label.PHASE);
  }

  /// A container of a pod.
  public record ContainerLabels(
      String tenant, String agent, String role, String namespace, String pod, String container)
      implements LabelSet, Has.PodIdentity, Has.Container {
    static final Labels<ContainerLabels> LABELS =
        Labels.of(ContainerLabels.class, TENANT, AGENT, ROLE, NAMESPACE, POD, Label.CONTAINER);
  }

  /// A container of a pod, and why it ended or waits.
  public record ContainerReasonLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String pod,
      String container,
      String reason)
      implements LabelSet, Has.PodIdentity, Has.Container, Has.Reason {
    static final Labels<ContainerReasonLabels> LABELS =
        Labels.of(
            ContainerReasonLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            POD,
            Label.CONTAINER,
            Label.REASON);
  }
}
