package watchbill.connectors.kubernetes;

/// How one run of a container ended.
///
/// @param containerId of the run that ended, which no other run shares; empty when not said
/// @param reason in Kubernetes' words, such as `OOMKilled`; empty when not said
/// @param exitCode the process' exit status; 128 and more is a signal's number plus 128
/// @param finishedAtMillis when, in milliseconds since the epoch, in whole seconds; -1 when not
///   said
/// @param startedAtMillis when the run began; -1 when not said
public record Termination(
    String containerId, String reason, int exitCode, long finishedAtMillis, long startedAtMillis) {
  /// The end of a run of which nobody said when it began.
  public Termination(String containerId, String reason, int exitCode, long finishedAtMillis) {
    this(containerId, reason, exitCode, finishedAtMillis, Said.NO_TIME);
  }

  /// Whether both tell of the same run, whichever of a container's two states they were read from.
  public boolean isOfSameRunAs(Termination other) {
    return containerId.equals(other.containerId) && finishedAtMillis == other.finishedAtMillis;
  }
}
