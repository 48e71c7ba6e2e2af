package watchbill.connectors.kubernetes;

import org.jspecify.annotations.Nullable;

/// What is kept of one container of a pod, from its status; a container of which the kubelet has
/// said nothing so far has no view.
///
/// @param restartCount how often it was started again, as Kubernetes counts it; starts at 0 with
///   each new pod
/// @param previous how the run before the present one ended; null when this is the first
/// @param waitingMessage what Kubernetes says beside the reason why it does not run, shortened;
///   empty when nothing
public record ContainerView(
    String name,
    ContainerKind kind,
    int restartCount,
    boolean ready,
    ContainerState state,
    @Nullable Termination previous,
    String waitingMessage) {
  /// A container of which nothing is said beside its state.
  public ContainerView(
      String name,
      ContainerKind kind,
      int restartCount,
      boolean ready,
      ContainerState state,
      @Nullable Termination previous) {
    this(name, kind, restartCount, ready, state, previous, "");
  }

  /// How the last run that is over ended, whether or not another one began since; null when none
  /// ended so far.
  public @Nullable Termination lastTermination() {
    return switch (state) {
      case ContainerState.Terminated(Termination how) -> how;
      case ContainerState.Waiting _, ContainerState.Running _ -> previous;
    };
  }

  /// Why it does not run, in Kubernetes' words; empty when it does not wait, or not said.
  public String waitingReason() {
    return switch (state) {
      case ContainerState.Waiting(String reason) -> reason;
      case ContainerState.Terminated _, ContainerState.Running _ -> "";
    };
  }
}
