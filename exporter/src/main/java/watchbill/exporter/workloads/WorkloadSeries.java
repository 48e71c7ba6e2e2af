package watchbill.exporter.workloads;

import java.util.List;
import java.util.Locale;
import watchbill.connectors.kubernetes.ReplicaCounts;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.cluster.Ticking;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.WorkloadFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies.RolloutLabels;
import watchbill.metrics.catalogue.WorkloadFamilies.WorkloadLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// The series of all workloads. StatefulSets and Deployments are each shown while they are known.
public final class WorkloadSeries implements Ticking {
  private final Columns columns = new Columns();
  private final Column<WorkloadLabels> desired = columns.of(WorkloadFamilies.DESIRED);
  private final Column<WorkloadLabels> current = columns.of(WorkloadFamilies.CURRENT);
  private final Column<WorkloadLabels> ready = columns.of(WorkloadFamilies.READY);
  private final Column<WorkloadLabels> updated = columns.of(WorkloadFamilies.UPDATED);
  private final Column<WorkloadLabels> available = columns.of(WorkloadFamilies.AVAILABLE);
  private final Column<RolloutLabels> rollout = columns.of(WorkloadFamilies.ROLLOUT);
  private final Column<WorkloadLabels> since = columns.of(WorkloadFamilies.ROLLOUT_SINCE);

  private final ObjectOwners owners;
  private final KnownWorkloads known;
  private final Rollouts rollouts = new Rollouts();

  /// Series of nothing yet.
  public WorkloadSeries(ObjectOwners owners, KnownWorkloads known) {
    this.owners = owners;
    this.known = known;
  }

  @Override
  public void tick(long nowMillis) {
    List<WorkloadView> all = known.at(nowMillis);
    rollouts.keep(all);
    for (WorkloadView workload : all) {
      show(workload, nowMillis);
    }
    columns.swap();
  }

  @Override
  public List<Family<?>> families() {
    return columns.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return columns.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return columns.writeTo(format, out);
  }

  private void show(WorkloadView workload, long nowMillis) {
    WorkloadLabels labels = labels(workload);
    ReplicaCounts replicas = workload.replicas();
    desired.put(labels, replicas.desired());
    current.put(labels, replicas.current());
    ready.put(labels, replicas.ready());
    updated.put(labels, replicas.updated());
    if (replicas.available() >= 0) {
      available.put(labels, replicas.available());
    }
    Rollouts.Standing standing = rollouts.at(workload, nowMillis);
    for (RolloutState state : RolloutState.values()) {
      rollout.put(in(labels, state), state == standing.state());
    }
    if (standing.state() != RolloutState.COMPLETE) {
      since.putTime(labels, standing.sinceMillis());
    }
  }

  private WorkloadLabels labels(WorkloadView workload) {
    AgentLabels owner = owners.of(workload.namespace(), workload.podLabels());
    return new WorkloadLabels(
        owner.tenant(),
        owner.agent(),
        owner.role(),
        workload.namespace(),
        workload.kind().toLowerCase(Locale.ROOT),
        workload.name());
  }

  private static RolloutLabels in(WorkloadLabels of, RolloutState state) {
    return new RolloutLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.namespace(),
        of.workloadType(),
        of.workload(),
        state.text());
  }
}
