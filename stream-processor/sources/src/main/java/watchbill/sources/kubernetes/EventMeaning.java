package watchbill.sources.kubernetes;

import watchbill.connectors.kubernetes.EventView;

/// What an event says of its pod, by its reason and where that is not enough by its words
/// (https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/events/event.go, and the
/// scheduler's, the taint manager's and the cluster autoscaler's). Reasons are no contract: what is
/// not known means nothing.
enum EventMeaning {
  UNSCHEDULABLE,
  VOLUME_NOT_MOUNTED,
  IMAGE_PULL,
  PROBE_FAILED,
  CRASH_LOOP,
  EVICTED,
  PREEMPTED,
  NODE_LOST,
  /// Machines are added to the cluster for this pod.
  CLUSTER_GROWS,
  NOTHING;

  static EventMeaning of(EventView event) {
    String message = event.message();
    return switch (event.reason()) {
      case "FailedScheduling" ->
          message.startsWith("skip schedule deleting pod") ? NOTHING : UNSCHEDULABLE;
      case "NotTriggerScaleUp" -> UNSCHEDULABLE;
      case "FailedMount", "FailedAttachVolume", "FailedMapVolume" -> VOLUME_NOT_MOUNTED;
      case "ErrImageNeverPull", "InspectFailed", "InvalidImageName" -> IMAGE_PULL;
      case "BackOff" -> message.contains("pulling image") ? IMAGE_PULL : CRASH_LOOP;
      case "Failed" -> failed(message);
      case "Unhealthy", "ProbeError" -> PROBE_FAILED;
      case "Evicted" -> EVICTED;
      case "Preempted", "Preempting" -> PREEMPTED;
      case "TaintManagerEviction" -> message.startsWith("Cancelling") ? NOTHING : NODE_LOST;
      case "NodeNotReady", "NodeLost" -> NODE_LOST;
      case "TriggeredScaleUp" -> CLUSTER_GROWS;
      default -> NOTHING;
    };
  }

  /// The kubelet's one reason for all that it cannot do with a container.
  private static EventMeaning failed(String message) {
    if (message.contains("pull image") || message.contains("ImagePull")) {
      return IMAGE_PULL;
    }
    return message.contains("failed to start container") ? CRASH_LOOP : NOTHING;
  }
}
