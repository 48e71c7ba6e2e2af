package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// The pods that agents run in, as the Kubernetes API server describes them.
public final class PodFamilies {
  /// Where the pod runs, what made it, and how it ranks.
  public static final Gauge<InfoLabels> INFO =
      Gauge.ours(
          "agent_pod_info",
          Unit.NONE,
          InfoLabels.LABELS,
          "Where the agent's pod runs, what made it and how it ranks; always 1.",
          "spec.nodeName, metadata.ownerReferences, status.qosClass, spec.priorityClassName");

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

  /// When its deletion was asked for.
  public static final Gauge<PodLabels> DELETION =
      Gauge.ours(
          "agent_pod_deletion_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          PodLabels.LABELS,
          "When the pod's deletion was asked for, while it is still there.",
          "metadata.deletionTimestamp, less metadata.deletionGracePeriodSeconds");

  /// Why no node takes it.
  public static final Gauge<PodReasonLabels> UNSCHEDULABLE =
      Gauge.ours(
          "agent_pod_unschedulable",
          Unit.NONE,
          PodReasonLabels.LABELS,
          "What the pod lacks that no node takes it (1): gpu, cpu, memory, disk, pods, ports,"
              + " volume, taint, affinity, gated or other; one series for each.",
          "status.conditions, type PodScheduled, by the scheduler's message");

  /// Since when it waits with its GPUs.
  public static final Gauge<PodLabels> GPU_PENDING =
      Gauge.ours(
          "agent_pod_gpu_pending_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          PodLabels.LABELS,
          "Since when the pod, which asks for a GPU, is pending: when it was made.",
          "status.phase, spec.containers.resources.limits, metadata.creationTimestamp");

  /// Restarts of a container.
  public static final Counter<ContainerLabels> CONTAINER_RESTARTS =
      Counter.ours(
          "agent_pod_container_restarts_total",
          Unit.NONE,
          ContainerLabels.LABELS,
          "Restarts of the container, in the life of its pod.",
          "status.containerStatuses.restartCount, added up where the kubelet begins anew");

  /// Why a container last ended.
  public static final Gauge<TerminationLabels> LAST_TERMINATION =
      Gauge.ours(
          "agent_pod_container_last_termination_info",
          Unit.NONE,
          TerminationLabels.LABELS,
          "How the container last ended, in Kubernetes' word and by what its status proves; always"
              + " 1.",
          "status.containerStatuses, the last state.terminated: reason, exitCode, startedAt");

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
      List.of(
          INFO,
          PHASE,
          READY,
          CREATED,
          DELETION,
          UNSCHEDULABLE,
          GPU_PENDING,
          CONTAINER_RESTARTS,
          LAST_TERMINATION,
          CONTAINER_WAITING);

  private PodFamilies() {}

  /// A pod, its node, what made it, and how it ranks.
  public record InfoLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String pod,
      String node,
      String ownerKind,
      String owner,
      String ordinal,
      String qosClass,
      String priorityClass)
      implements LabelSet, Has.PodIdentity, Has.Node, Has.Owner, Has.Ordinal, Has.Rank {
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
            Label.OWNER,
            Label.ORDINAL,
            Label.QOS_CLASS,
            Label.PRIORITY_CLASS);
  }

  /// A pod, and a reason for what is said of it.
  public record PodReasonLabels(
      String tenant, String agent, String role, String namespace, String pod, String reason)
      implements LabelSet, Has.PodIdentity, Has.Reason {
    static final Labels<PodReasonLabels> LABELS =
        Labels.of(PodReasonLabels.class, TENANT, AGENT, ROLE, NAMESPACE, POD, Label.REASON);
  }

  /// A pod and a phase that it may be in.
  public record PhaseLabels(
      String tenant, String agent, String role, String namespace, String pod, String phase)
      implements LabelSet, Has.PodIdentity, Has.Phase {
    static final Labels<PhaseLabels> LABELS =
        Labels.of(PhaseLabels.class, TENANT, AGENT, ROLE, NAMESPACE, POD, Label.PHASE);
  }

  /// A container of a pod, and what it is for.
  public record ContainerLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String pod,
      String container,
      String kind)
      implements LabelSet, Has.PodIdentity, Has.Container, Has.Kind {
    static final Labels<ContainerLabels> LABELS =
        Labels.of(
            ContainerLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            POD,
            Label.CONTAINER,
            Label.KIND);
  }

  /// A container of a pod, and how it ended.
  public record TerminationLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String pod,
      String container,
      String kind,
      String reason,
      String end)
      implements LabelSet, Has.PodIdentity, Has.Container, Has.Kind, Has.Reason, Has.End {
    static final Labels<TerminationLabels> LABELS =
        Labels.of(
            TerminationLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            POD,
            Label.CONTAINER,
            Label.KIND,
            Label.REASON,
            Label.END);
  }

  /// A container of a pod, and why it waits.
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
