package watchbill.simulator.story;

/// The state of a pod's container.
///
/// @param restarts how often it was started again
/// @param waitingReason why it does not run, such as `CrashLoopBackOff`; empty while it runs
/// @param lastEndReason why it ended last, such as `OOMKilled`; empty when it never did
/// @param lastExitCode the exit status of that end; 0 when it never ended
/// @param lastEndMillis when that was, in milliseconds since the epoch; 0 when it never ended
public record SimulatedContainer(
    String name,
    int restarts,
    String waitingReason,
    String lastEndReason,
    int lastExitCode,
    long lastEndMillis) {
  /// A container that has run since its pod began.
  static SimulatedContainer fresh(String name) {
    return new SimulatedContainer(name, 0, "", "", 0, 0);
  }

  /// It ended at `atMillis`, and waits to be started again.
  SimulatedContainer ended(String reason, int exitCode, long atMillis, String waitingReason) {
    return new SimulatedContainer(name, restarts, waitingReason, reason, exitCode, atMillis);
  }

  /// It was started again.
  SimulatedContainer restarted() {
    return new SimulatedContainer(
        name, restarts + 1, "", lastEndReason, lastExitCode, lastEndMillis);
  }
}
