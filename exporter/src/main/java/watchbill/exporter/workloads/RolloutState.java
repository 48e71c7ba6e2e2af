package watchbill.exporter.workloads;

import java.util.Locale;
import watchbill.connectors.kubernetes.ReplicaCounts;
import watchbill.connectors.kubernetes.Rollout;
import watchbill.connectors.kubernetes.Truth;
import watchbill.connectors.kubernetes.WorkloadView;

/// How the rollout of a workload's newest revision is.
enum RolloutState {
  /// All pods are of the newest revision.
  COMPLETE,
  /// Pods are still to be made or replaced.
  PROGRESSING,
  /// The same, and it gets nowhere.
  STUCK,
  /// Pods are of an older revision because somebody wants it so: a paused Deployment, a StatefulSet
  /// with a partition or one that replaces pods only when they are deleted.
  HELD;

  /// As it stands in a label.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How far a rollout is by what the workload says of itself; whether a StatefulSet's is stuck, it
  /// does not say.
  static RolloutState of(WorkloadView workload) {
    ReplicaCounts replicas = workload.replicas();
    return switch (workload.rollout()) {
      case Rollout.OfDeployment deployment -> of(deployment, replicas);
      case Rollout.OfStatefulSet set -> of(set, replicas);
    };
  }

  /// As `kubectl rollout status` has it, but a rollout that was complete stays so while a pod is
  /// not available (kubernetes/kubectl: pkg/polymorphichelpers/rollout_status.go).
  private static RolloutState of(Rollout.OfDeployment rollout, ReplicaCounts replicas) {
    boolean replaced =
        replicas.updated() >= replicas.desired() && replicas.current() <= replicas.updated();
    boolean wasComplete =
        rollout.progressing().status() == Truth.TRUE
            && rollout.progressing().reason().equals("NewReplicaSetAvailable");
    if (!rollout.observed()) {
      return PROGRESSING;
    } else if (replaced && (wasComplete || replicas.available() >= replicas.updated())) {
      return COMPLETE;
    } else if (rollout.progressing().status() == Truth.FALSE
        && rollout.progressing().reason().equals("ProgressDeadlineExceeded")) {
      return STUCK;
    }
    return rollout.paused() ? HELD : PROGRESSING;
  }

  /// With a partition the two revisions stay different, and with OnDelete they may, even when all
  /// pods are replaced.
  private static RolloutState of(Rollout.OfStatefulSet rollout, ReplicaCounts replicas) {
    boolean two = !rollout.updateRevision().equals(rollout.currentRevision());
    boolean allUpdated = replicas.updated() >= replicas.desired();
    if (!rollout.observed() || replicas.current() < replicas.desired()) {
      return PROGRESSING;
    } else if (!two) {
      return COMPLETE;
    } else if (rollout.onDelete()) {
      return allUpdated ? COMPLETE : HELD;
    } else if (replicas.updated() < replicas.desired() - rollout.partition()) {
      return PROGRESSING;
    } else if (rollout.partition() > 0 && !allUpdated) {
      return HELD;
    }
    return replicas.ready() < replicas.desired() ? PROGRESSING : COMPLETE;
  }
}
