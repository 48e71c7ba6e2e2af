package watchbill.connectors.kubernetes;

/// How a pod ranks when there is not enough for all.
///
/// @param qosClass who is ended first when its node runs short of memory: `BestEffort`,
///   `Burstable`, then `Guaranteed`; empty when not said
///   (https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/)
/// @param priorityClass whom it may take a place from; empty when it has none
///   (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/)
public record PodRank(String qosClass, String priorityClass) {
  /// Nothing is said.
  public static final PodRank NONE = new PodRank("", "");
}
