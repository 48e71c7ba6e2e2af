package watchbill.connectors.kubernetes;

/// What is kept of one node.
///
/// @param pool the group of like nodes that it belongs to, by the label of its provider; empty when
///   it has none
/// @param instanceType the provider's name for such a machine; empty when not said
/// @param spot whether it is of the kind that costs less and may be taken away
/// @param gpuProduct such as `Tesla-T4`, by NVIDIA's feature discovery; empty when not said
/// @param gpuReplicas as how many each physical GPU is counted, when several pods share one; else 1
/// @param capacity what the machine has
/// @param allocatable what of that is for pods; the rest is reserved for the system
/// @param createdAtMillis in milliseconds since the epoch; -1 when not said
public record NodeView(
    String uid,
    String resourceVersion,
    String name,
    String pool,
    String instanceType,
    boolean spot,
    String gpuProduct,
    int gpuReplicas,
    ComputeAmounts capacity,
    ComputeAmounts allocatable,
    long createdAtMillis,
    NodeStatusView status)
    implements ClusterObject {
  /// A node of which nothing is said but what it has.
  public NodeView(
      String uid,
      String resourceVersion,
      String name,
      String pool,
      String instanceType,
      boolean spot,
      String gpuProduct,
      int gpuReplicas,
      ComputeAmounts capacity,
      ComputeAmounts allocatable) {
    this(
        uid,
        resourceVersion,
        name,
        pool,
        instanceType,
        spot,
        gpuProduct,
        gpuReplicas,
        capacity,
        allocatable,
        Said.NO_TIME,
        NodeStatusView.NONE);
  }

  /// A node is not in a namespace.
  @Override
  public String namespace() {
    return "";
  }
}
