package watchbill.connectors.kubernetes;

/// What one pod used, as the cluster measured it last. An amount of -1 was not told.
///
/// @param uid of the pod; empty when not said, so that it may be an earlier pod of the same name
/// @param atMillis when, in milliseconds since the epoch by the clock of who measured; -1 when not
///   said
/// @param nanocores of the CPU, averaged over some seconds; 10^9 are one vCPU
/// @param cpuNanos of the CPU since the pod began, in nanoseconds of one vCPU
/// @param memoryBytes that cannot be reclaimed (the working set)
/// @param ephemeralBytes on the node's disk: layers that were written to, logs and `emptyDir`s
public record PodUse(
    String namespace,
    String pod,
    String uid,
    long atMillis,
    long nanocores,
    long cpuNanos,
    long memoryBytes,
    long ephemeralBytes) {
  /// What the metrics API tells.
  public PodUse(String namespace, String pod, long atMillis, long nanocores, long memoryBytes) {
    this(namespace, pod, "", atMillis, nanocores, -1, memoryBytes, -1);
  }

  /// Whether it was measured on this pod, and not on an earlier one of the same name.
  public boolean isOf(PodView of) {
    return uid.isEmpty() ? atMillis >= of.createdAtMillis() : uid.equals(of.uid());
  }

  /// This, with the CPU not told when more than this is.
  PodUse withNanocoresUpTo(long most) {
    return nanocores <= most
        ? this
        : new PodUse(namespace, pod, uid, atMillis, -1, cpuNanos, memoryBytes, ephemeralBytes);
  }
}
