package watchbill.connectors.kubernetes;

import java.util.Set;

/// What a pod's status says of its fate, beside its phase and its containers.
///
/// @param reason why it is in its phase, such as `Evicted`; empty when not said
/// @param message for a person, shortened; empty when not said
/// @param scheduled whether a node takes it
/// @param disruption whether the cluster is about to end it
///   (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions)
/// @param times when it came to the steps of its life
/// @param lacks why no node takes it, by the scheduler's whole message; empty when one does, and
///   when the message is not understood
/// @param podIp where it can be reached; empty until that is known
public record PodStatusView(
    String reason,
    String message,
    PodCondition scheduled,
    PodCondition disruption,
    PodTimes times,
    Set<Shortage> lacks,
    String podIp) {
  /// Nothing is said.
  public static final PodStatusView NONE =
      new PodStatusView("", "", PodCondition.NONE, PodCondition.NONE);

  public PodStatusView {
    lacks = Set.copyOf(lacks);
  }

  /// A status that says nothing of times, shortages and the address.
  public PodStatusView(
      String reason, String message, PodCondition scheduled, PodCondition disruption) {
    this(reason, message, scheduled, disruption, PodTimes.NONE, Set.of(), "");
  }
}
