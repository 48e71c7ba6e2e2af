package watchbill.core;

/// Something Kubernetes did to an agent, or says of its pod. Facts set the cause of a verdict; they
/// are read from pod status, so each may be told again at any time.
///
/// `atMillis` is when it happened by the cluster's clock, in milliseconds since the epoch.
public sealed interface ClusterFact {
  /// The agent whose pod is meant.
  AgentKey agent();

  /// When it happened, in milliseconds since the epoch.
  long atMillis();

  /// The pod's name.
  String pod();

  /// A container of the pod ended for this reason.
  record ContainerEnded(
      AgentKey agent, long atMillis, String pod, String container, EndReason reason)
      implements ClusterFact {}

  /// A container of the pod is not started, because it keeps crashing.
  record CrashLooping(AgentKey agent, long atMillis, String pod, String container)
      implements ClusterFact {}

  /// All containers of the pod run and are ready.
  record PodReady(AgentKey agent, long atMillis, String pod) implements ClusterFact {}

  /// Why a container ended.
  enum EndReason {
    /// The kernel killed it for memory (`OOMKilled`).
    OOM_KILLED,
    /// It exited by itself with a status other than 0.
    ERROR,
    /// It exited with status 0.
    COMPLETED
  }
}
