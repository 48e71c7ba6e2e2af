package watchbill.connectors.kubernetes;

/// What a container is doing now.
public sealed interface ContainerState {
  /// It has not started, or not again.
  ///
  /// @param reason in Kubernetes' words, such as `CrashLoopBackOff`; empty when not said
  record Waiting(String reason) implements ContainerState {}

  /// It runs.
  ///
  /// @param startedAtMillis since when, in milliseconds since the epoch; -1 when not said
  record Running(long startedAtMillis) implements ContainerState {}

  /// It ended, and nobody has started it again so far.
  record Terminated(Termination how) implements ContainerState {}
}
