package watchbill.sources.kubernetes;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodCondition;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Shortage;
import watchbill.connectors.kubernetes.Termination;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.ClusterFact.OomKill;
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;

/// What a pod's status means, at one moment: pure questions.
final class PodStatusFacts {
  /// What the kubelet calls a container whose image it cannot get
  /// (https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go).
  private static final Set<String> IMAGE =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  /// What it calls one that it cannot start, or will start again only later
  /// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts).
  private static final Set<String> CRASHING =
      Set.of(
          "CrashLoopBackOff",
          "RunContainerError",
          "CreateContainerError",
          "CreateContainerConfigError");

  private PodStatusFacts() {}

  static boolean isScheduled(PodView pod) {
    return pod.status().scheduled().holds() || !pod.node().isEmpty();
  }

  /// Whether it has ended for good.
  static boolean isOver(PodView pod) {
    return pod.phase() == PodPhase.SUCCEEDED || pod.phase() == PodPhase.FAILED;
  }

  /// Whether any of its containers runs or has run.
  static boolean hasRun(PodView pod) {
    for (ContainerView container : pod.containers()) {
      if (container.state() instanceof ContainerState.Running
          || container.lastTermination() != null) {
        return true;
      }
    }
    return false;
  }

  static boolean isCrashing(ContainerView container) {
    return CRASHING.contains(container.waitingReason());
  }

  /// What holds the pod up; null when its status names nothing.
  static @Nullable PodBlock block(PodView pod) {
    if (isOver(pod)) {
      return null;
    }
    PodCondition scheduled = pod.status().scheduled();
    if (!isScheduled(pod) && scheduled.reason().equals("Unschedulable")) {
      return PodBlock.UNSCHEDULABLE;
    }
    return withoutImage(pod) == null ? null : PodBlock.IMAGE_PULL;
  }

  /// The cluster's words for what holds it up.
  static String blockDetail(PodView pod, PodBlock block) {
    ContainerView container = withoutImage(pod);
    if (block == PodBlock.UNSCHEDULABLE || container == null) {
      return Shortage.detail(pod.status().scheduled().message());
    }
    String message = container.waitingMessage();
    return container.waitingReason() + (message.isEmpty() ? "" : ": " + message);
  }

  private static @Nullable ContainerView withoutImage(PodView pod) {
    for (ContainerView container : pod.containers()) {
      if (IMAGE.contains(container.waitingReason())) {
        return container;
      }
    }
    return null;
  }

  /// How the pod is lost, or about to be
  /// (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions);
  /// null when it is not. The kubelet's own reason says more than the condition that it sets.
  static @Nullable PodLoss loss(PodView pod) {
    PodLoss byKubelet =
        switch (pod.status().reason()) {
          case "Evicted" -> PodLoss.EVICTED;
          case "Preempting" -> PodLoss.PREEMPTED;
          case "NodeLost", "NodeShutdown", "Shutdown", "Terminated" -> PodLoss.NODE_LOST;
          default -> null;
        };
    PodCondition disruption = pod.status().disruption();
    if (byKubelet != null || !disruption.holds()) {
      return byKubelet;
    }
    return switch (disruption.reason()) {
      case "PreemptionByScheduler" -> PodLoss.PREEMPTED;
      case "DeletionByTaintManager", "DeletionByPodGC" -> PodLoss.NODE_LOST;
      default -> PodLoss.EVICTED;
    };
  }

  /// Why a container ended. `OOMKilled` alone says only that the kernel killed some process in it
  /// at some time; with the status of SIGKILL it was the container itself.
  static EndReason reason(Termination end) {
    if (memory(end) == OomKill.MAIN) {
      return EndReason.OOM_KILLED;
    }
    return end.exitCode() == 0 ? EndReason.COMPLETED : EndReason.ERROR;
  }

  static OomKill memory(Termination end) {
    return switch (end.endClass()) {
      case OOM_MAIN -> OomKill.MAIN;
      case OOM_CHILD -> OomKill.CHILD;
      case OOM_SUSPECTED -> OomKill.SUSPECTED;
      case COMPLETED, ERROR, TERMINATED, KILLED -> OomKill.NONE;
    };
  }
}
