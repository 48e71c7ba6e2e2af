package watchbill.exporter.workloads;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import watchbill.connectors.kubernetes.ReplicaCounts;
import watchbill.connectors.kubernetes.Rollout;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.Spells;

/// How rollouts go, over time. For one thread.
final class Rollouts {
  /// What a Deployment waits by default before it calls itself stuck (`progressDeadlineSeconds`); a
  /// StatefulSet has nothing like it.
  static final Duration NO_PROGRESS = Duration.ofMinutes(10);

  private final Spells<Progress> progress = new Spells<>();
  private final Spells<RolloutState> states = new Spells<>();

  /// How a rollout is now.
  ///
  /// @param sinceMillis since when, in milliseconds since the epoch
  record Standing(RolloutState state, long sinceMillis) {}

  Standing at(WorkloadView workload, long nowMillis) {
    RolloutState state = RolloutState.of(workload);
    long unchanged =
        nowMillis
            - progress.since(
                workload.uid(),
                new Progress(state, workload.replicas(), workload.rollout()),
                nowMillis);
    if (state == RolloutState.PROGRESSING
        && workload.rollout() instanceof Rollout.OfStatefulSet set
        && unchanged >= NO_PROGRESS.plusSeconds(set.graceSeconds()).toMillis()) {
      state = RolloutState.STUCK;
    }
    long seen = states.since(workload.uid(), state, nowMillis);
    return new Standing(state, state == RolloutState.STUCK ? said(workload, seen) : seen);
  }

  /// These are all workloads that are known; the others are forgotten.
  void keep(List<WorkloadView> all) {
    Set<String> uids = all.stream().map(WorkloadView::uid).collect(Collectors.toSet());
    progress.keep(uids);
    states.keep(uids);
  }

  private static long said(WorkloadView workload, long otherwise) {
    long said =
        switch (workload.rollout()) {
          case Rollout.OfDeployment deployment -> deployment.progressing().sinceMillis();
          case Rollout.OfStatefulSet _ -> -1;
        };
    return said >= 0 ? said : otherwise;
  }

  /// What changes as long as a rollout gets anywhere.
  private record Progress(RolloutState state, ReplicaCounts replicas, Rollout rollout) {}
}
