package watchbill.exporter.pods;

import java.util.Set;

/// The reasons that may become a label's value: those that Kubernetes itself gives. A runtime, a
/// plugin or a person may write anything in their place, and that becomes [#OTHER].
///
/// From kubernetes/kubernetes: pkg/kubelet/container/sync_result.go, pkg/kubelet/images/types.go,
/// pkg/kubelet/kuberuntime/kuberuntime_container.go, pkg/kubelet/kubelet_pods.go.
final class KnownReasons {
  /// What stands for all others, and for none.
  static final String OTHER = "Other";

  private static final Set<String> WAITING =
      Set.of(
          "ContainerCreating",
          "CrashLoopBackOff",
          "CreateContainerConfigError",
          "CreateContainerError",
          "ErrImageNeverPull",
          "ErrImagePull",
          "ImageInspectError",
          "ImagePullBackOff",
          "InternalError",
          "InvalidImageName",
          "PodInitializing",
          "PostStartHookError",
          "PreCreateHookError",
          "PreStartHookError",
          "RegistryUnavailable",
          "RunContainerError",
          "RunInitContainerError",
          "SignatureValidationFailed");

  private static final Set<String> TERMINATED =
      Set.of(
          "Completed",
          "ContainerCannotRun",
          "ContainerStatusUnknown",
          "DeadlineExceeded",
          "Error",
          "Evicted",
          "OOMKilled",
          "StartError");

  private KnownReasons() {}

  static String waiting(String reason) {
    return WAITING.contains(reason) ? reason : OTHER;
  }

  static String terminated(String reason) {
    return TERMINATED.contains(reason) ? reason : OTHER;
  }
}
