package watchbill.connectors.kubernetes;

/// How much of what computes: what a node has, or what a pod asks for.
///
/// @param nanocores 10^9 are one vCPU
/// @param memoryBytes of memory
/// @param gpus as Kubernetes counts them for its scheduler
public record ComputeAmounts(long nanocores, long memoryBytes, long gpus) {
  /// Nothing of anything.
  public static final ComputeAmounts NONE = new ComputeAmounts(0, 0, 0);

  /// Both together.
  ComputeAmounts plus(ComputeAmounts more) {
    return new ComputeAmounts(
        nanocores + more.nanocores, memoryBytes + more.memoryBytes, gpus + more.gpus);
  }

  /// Of each the larger one.
  ComputeAmounts max(ComputeAmounts other) {
    return new ComputeAmounts(
        Math.max(nanocores, other.nanocores),
        Math.max(memoryBytes, other.memoryBytes),
        Math.max(gpus, other.gpus));
  }
}
