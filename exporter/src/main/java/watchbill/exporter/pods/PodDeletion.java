package watchbill.exporter.pods;

import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.EndClass;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;

/// What two looks at a pod say of its deletion.
///
/// That a container was killed because its grace had run out is inferred: it ended with the status
/// of SIGKILL, not for memory, when the grace was over or later. A program that exits with 137 by
/// itself just then looks the same. A deletion without grace, or from a node that does not answer,
/// takes the pod away before anybody says how its containers ended; that is not counted.
///
/// @param before the earlier look; null when there is none
record PodDeletion(@Nullable PodView before, PodView now) {
  /// The API server's clock dates the end of the grace, the node's the end of the container; both
  /// in whole seconds.
  private static final long CLOCKS_APART_MILLIS = 2_000;

  /// When it was asked for; -1 when it was not.
  long askedAtMillis() {
    if (now.deletedAtMillis() >= 0 || before == null) {
      return now.deletedAtMillis();
    }
    return before.deletedAtMillis();
  }

  /// Whether a node had the pod, and it had not ended by itself when its deletion was asked for.
  boolean wasAtWork() {
    long asked = askedAtMillis();
    if (asked < 0 || now.node().isEmpty()) {
      return false;
    }
    boolean any = false;
    for (ContainerView container : now.containers()) {
      if (container.kind() == ContainerKind.MAIN) {
        any = true;
        if (!isOverBefore(container, asked)) {
          return true;
        }
      }
    }
    return !any;
  }

  /// Whether the later look is the first one that shows a container killed because the grace had
  /// run out.
  boolean isNewGraceKill() {
    boolean earlier = before != null && isGraceKill(before, graceOver(before));
    long over = graceOver(now);
    long known =
        over < 0 && before != null && now.deletedAtMillis() >= 0 ? graceOver(before) : over;
    return !earlier && isGraceKill(now, known);
  }

  /// When the pod's grace is over; -1 when it has none. The kubelet takes it back to nothing when
  /// it is done.
  private static long graceOver(PodView pod) {
    long endsAt = pod.status().times().endsAtMillis();
    return pod.deletedAtMillis() >= 0 && endsAt > pod.deletedAtMillis() ? endsAt : -1;
  }

  private static boolean isGraceKill(PodView pod, long graceOverMillis) {
    if (graceOverMillis < 0) {
      return false;
    }
    for (ContainerView container : pod.containers()) {
      if (container.state() instanceof ContainerState.Terminated(Termination how)
          && how.isKill()
          && how.endClass() != EndClass.OOM_MAIN
          && how.finishedAtMillis() >= graceOverMillis - CLOCKS_APART_MILLIS) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOverBefore(ContainerView container, long atMillis) {
    return container.state() instanceof ContainerState.Terminated(Termination how)
        && how.finishedAtMillis() < atMillis;
  }
}
