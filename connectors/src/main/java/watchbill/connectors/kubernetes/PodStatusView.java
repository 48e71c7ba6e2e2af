package watchbill.connectors.kubernetes;

/// What a pod's status says of its fate, beside its phase and its containers.
///
/// @param reason why it is in its phase, such as `Evicted`; empty when not said
/// @param message for a person, shortened; empty when not said
/// @param scheduled whether a node takes it
/// @param disruption whether the cluster is about to end it
///   (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions)
public record PodStatusView(
    String reason, String message, PodCondition scheduled, PodCondition disruption) {
  /// Nothing is said.
  public static final PodStatusView NONE =
      new PodStatusView("", "", PodCondition.NONE, PodCondition.NONE);
}
