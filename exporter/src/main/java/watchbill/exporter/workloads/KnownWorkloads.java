package watchbill.exporter.workloads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.Known;

/// The workloads of a cluster as their two watches told them last.
public record KnownWorkloads(Known<WorkloadView> statefulSets, Known<WorkloadView> deployments) {
  /// Nothing is known yet.
  ///
  /// @param staleAfter for how long the last word of a watch that is down is believed
  public static KnownWorkloads empty(Duration staleAfter) {
    long millis = staleAfter.toMillis();
    return new KnownWorkloads(
        new Known<>(WorkloadView::uid, millis), new Known<>(WorkloadView::uid, millis));
  }

  /// Those that are known at this moment.
  List<WorkloadView> at(long nowMillis) {
    List<WorkloadView> all = new ArrayList<>();
    for (Known<WorkloadView> one : List.of(statefulSets, deployments)) {
      List<WorkloadView> known = one.at(nowMillis);
      if (known != null) {
        all.addAll(known);
      }
    }
    return all;
  }

  /// All by name, as they were told last: whose something is does not change because a watch is
  /// down.
  public WorkloadIndex last() {
    return new WorkloadIndex(statefulSets.last(), deployments.last());
  }
}
