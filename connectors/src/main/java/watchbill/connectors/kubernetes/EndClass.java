package watchbill.connectors.kubernetes;

/// How a run of a container ended, as far as its status proves it. Runtimes say `OOMKilled` by a
/// counter that never falls, so the word alone proves little (kubernetes/kubernetes#140718,
/// #131530), and of a kill right after the start they say `Error` (containerd/containerd#8180).
public enum EndClass {
  /// With status 0.
  COMPLETED,
  /// With any other status that is none of those below.
  ERROR,
  /// With the status of SIGTERM: it was asked to end, and did.
  TERMINATED,
  /// With the status of SIGKILL, and nothing says that memory was why.
  KILLED,
  /// The kernel killed it for memory: `OOMKilled`, with the status of SIGKILL.
  OOM_MAIN,
  /// The kernel killed some process in it for memory, maybe much earlier: `OOMKilled`, with another
  /// status.
  OOM_CHILD,
  /// It may have been killed for memory: by SIGKILL within seconds of its start, and nothing says
  /// why.
  OOM_SUSPECTED
}
