package watchbill.connectors.kubernetes;

/// What a pod's status says of one thing that may hold of it or not
/// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions).
///
/// @param said whether it says anything of it
/// @param holds whether it holds
/// @param reason in Kubernetes' words, such as `Unschedulable`; empty when not said
/// @param message for a person, shortened; empty when not said
/// @param sinceMillis when it last changed, in milliseconds since the epoch; -1 when not said
public record PodCondition(
    boolean said, boolean holds, String reason, String message, long sinceMillis) {
  /// Nothing is said.
  public static final PodCondition NONE = new PodCondition(false, false, "", "", Said.NO_TIME);
}
