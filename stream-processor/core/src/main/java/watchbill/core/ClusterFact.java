package watchbill.core;

/// Something Kubernetes did to an agent, or says of its pod. Facts set the cause of a verdict; they
/// are read from pod status first and from events second, so each may be told again at any time,
/// late, or never.
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
  ///
  /// @param memory what the kernel's memory killer had to do with it
  record ContainerEnded(
      AgentKey agent, long atMillis, String pod, String container, EndReason reason, OomKill memory)
      implements ClusterFact {
    /// An end of which no more is known than its reason.
    public ContainerEnded(
        AgentKey agent, long atMillis, String pod, String container, EndReason reason) {
      this(
          agent,
          atMillis,
          pod,
          container,
          reason,
          reason == EndReason.OOM_KILLED ? OomKill.MAIN : OomKill.NONE);
    }
  }

  /// A container of the pod is not started, because it keeps crashing or cannot be started.
  record CrashLooping(AgentKey agent, long atMillis, String pod, String container)
      implements ClusterFact {}

  /// A node takes the pod.
  record PodScheduled(AgentKey agent, long atMillis, String pod, String node)
      implements ClusterFact {}

  /// A container of the pod runs, so its volumes are mounted; and its status names nothing that
  /// holds it up.
  record PodStarted(AgentKey agent, long atMillis, String pod) implements ClusterFact {}

  /// All containers of the pod run and are ready.
  record PodReady(AgentKey agent, long atMillis, String pod) implements ClusterFact {}

  /// The pod is there and is not ready; what held it up still does. Told again and again as long as
  /// that is so.
  record PodUnready(AgentKey agent, long atMillis, String pod) implements ClusterFact {}

  /// The pod is there and cannot run.
  ///
  /// @param detail the cluster's words for it, shortened; may be empty
  record PodBlocked(AgentKey agent, long atMillis, String pod, PodBlock why, String detail)
      implements ClusterFact {}

  /// The cluster takes the pod away from the agent, or has done so.
  ///
  /// @param detail the cluster's words for it, shortened; may be empty
  record PodLost(AgentKey agent, long atMillis, String pod, PodLoss how, String detail)
      implements ClusterFact {}

  /// The pod is no more, or has ended for good. Another one may get its name.
  record PodGone(AgentKey agent, long atMillis, String pod) implements ClusterFact {}

  /// Why a container ended.
  enum EndReason {
    /// The kernel killed it for memory (`OOMKilled`).
    OOM_KILLED,
    /// It exited by itself with a status other than 0.
    ERROR,
    /// It exited with status 0.
    COMPLETED
  }

  /// What the kernel's memory killer had to do with the end of a container. Runtimes say
  /// `OOMKilled` by a counter that never falls, so the word alone proves little
  /// (kubernetes/kubernetes#140718, #131530), and of a kill right after the start they say `Error`
  /// (containerd/containerd#8180).
  enum OomKill {
    /// Nothing, as far as is known.
    NONE,
    /// It killed the container: `OOMKilled`, with the status of SIGKILL.
    MAIN,
    /// It killed some process in the container, which ended in another way, maybe much later.
    CHILD,
    /// It may have: the container was killed within seconds of its start, and nothing says why.
    SUSPECTED
  }

  /// What keeps a pod from running.
  enum PodBlock {
    UNSCHEDULABLE(StuckCause.UNSCHEDULABLE),
    VOLUME_NOT_MOUNTED(StuckCause.VOLUME_NOT_MOUNTED),
    IMAGE_PULL(StuckCause.IMAGE_PULL),
    /// Its probes fail, and it has never been ready.
    PROBE_FAILED(StuckCause.PROBE_FAILED);

    private final StuckCause cause;

    PodBlock(StuckCause cause) {
      this.cause = cause;
    }

    /// The verdict that it leads to.
    public StuckCause cause() {
      return cause;
    }
  }

  /// How a pod is lost.
  enum PodLoss {
    EVICTED(StuckCause.EVICTED),
    PREEMPTED(StuckCause.PREEMPTED),
    NODE_LOST(StuckCause.NODE_LOST);

    private final StuckCause cause;

    PodLoss(StuckCause cause) {
      this.cause = cause;
    }

    /// The verdict that it leads to.
    public StuckCause cause() {
      return cause;
    }
  }
}
