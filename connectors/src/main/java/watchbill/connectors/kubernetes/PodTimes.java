package watchbill.connectors.kubernetes;

/// When a pod came to the steps of its life that its phase does not name, in milliseconds since the
/// epoch by the cluster's clock, in whole seconds; -1 for what has not come or is not said.
///
/// @param takenAtMillis when the node's kubelet first took care of it
/// @param initializedAtMillis when its init containers had done their work
/// @param endsAtMillis when what still runs of a pod that is deleted is killed: its grace is then
///   over
public record PodTimes(long takenAtMillis, long initializedAtMillis, long endsAtMillis) {
  /// Nothing is said.
  public static final PodTimes NONE = new PodTimes(Said.NO_TIME, Said.NO_TIME, Said.NO_TIME);
}
