package watchbill.exporter.autoscaling;

import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.AutoscalerView;
import watchbill.connectors.kubernetes.StatusCondition;
import watchbill.connectors.kubernetes.Truth;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.cluster.Ticking;
import watchbill.exporter.workloads.KnownWorkloads;
import watchbill.exporter.workloads.WorkloadIndex;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.AutoscalingFamilies.AutoscalerLabels;
import watchbill.metrics.catalogue.AutoscalingFamilies.ReasonLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// The series of all autoscalers. While their watch is down for too long, only the counter of
/// [#changes] is shown: what was counted stays counted.
public final class AutoscalingSeries implements Ticking {
  private final Columns columns = new Columns();
  private final Column<AutoscalerLabels> current = columns.of(AutoscalingFamilies.CURRENT);
  private final Column<AutoscalerLabels> desired = columns.of(AutoscalingFamilies.DESIRED);
  private final Column<AutoscalerLabels> min = columns.of(AutoscalingFamilies.MIN);
  private final Column<AutoscalerLabels> max = columns.of(AutoscalingFamilies.MAX);
  private final Column<AutoscalerLabels> headroom = columns.of(AutoscalingFamilies.HEADROOM);
  private final Column<ReasonLabels> able = columns.of(AutoscalingFamilies.ABLE);
  private final Column<ReasonLabels> active = columns.of(AutoscalingFamilies.ACTIVE);
  private final Column<ReasonLabels> limited = columns.of(AutoscalingFamilies.LIMITED);
  private final Column<AutoscalerLabels> lastScale = columns.of(AutoscalingFamilies.LAST_SCALE);
  private final Column<AutoscalerLabels> turned = columns.of(AutoscalingFamilies.DIRECTION_CHANGES);
  private final MetricTable metrics = new MetricTable(columns);

  private final ObjectOwners owners;
  private final Known<AutoscalerView> autoscalers;
  private final KnownWorkloads workloads;
  private final DirectionChanges changes = new DirectionChanges();

  /// Series of nothing yet.
  public AutoscalingSeries(
      ObjectOwners owners, Known<AutoscalerView> autoscalers, KnownWorkloads workloads) {
    this.owners = owners;
    this.autoscalers = autoscalers;
    this.workloads = workloads;
  }

  /// Counts the changes of direction; it is to hear of the autoscalers beside their [Known].
  public WatchListener<AutoscalerView> changes() {
    return changes;
  }

  @Override
  public void tick(long nowMillis) {
    WorkloadIndex scaled = workloads.last();
    List<AutoscalerView> all = autoscalers.at(nowMillis);
    if (all != null) {
      for (AutoscalerView autoscaler : all) {
        show(autoscaler, scaled);
      }
    }
    for (AutoscalerView autoscaler : autoscalers.last()) {
      turned.put(labels(autoscaler, scaled), (double) changes.of(autoscaler));
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

  private void show(AutoscalerView autoscaler, WorkloadIndex scaled) {
    AutoscalerLabels labels = labels(autoscaler, scaled);
    min.put(labels, autoscaler.min());
    max.put(labels, autoscaler.max());
    lastScale.putTime(labels, autoscaler.lastScaleMillis());
    put(able, labels, autoscaler.able());
    put(active, labels, autoscaler.active());
    put(limited, labels, autoscaler.limited());
    if (autoscaler.observed()) {
      current.put(labels, autoscaler.current());
      desired.put(labels, autoscaler.desired());
      headroom.put(labels, (double) autoscaler.max() - autoscaler.current());
    }
    metrics.put(autoscaler, labels);
  }

  private static void put(
      Column<ReasonLabels> column, AutoscalerLabels of, StatusCondition condition) {
    if (condition.status() != Truth.UNKNOWN) {
      column.put(
          new ReasonLabels(
              of.tenant(),
              of.agent(),
              of.role(),
              of.namespace(),
              of.horizontalPodAutoscaler(),
              KnownReasons.of(condition.reason())),
          condition.status() == Truth.TRUE);
    }
  }

  private AutoscalerLabels labels(AutoscalerView autoscaler, WorkloadIndex scaled) {
    WorkloadView workload = scaled.get(autoscaler.namespace(), autoscaler.target());
    Map<String, String> podLabels = workload == null ? Map.of() : workload.podLabels();
    AgentLabels owner = owners.of(autoscaler.namespace(), podLabels);
    return new AutoscalerLabels(
        owner.tenant(), owner.agent(), owner.role(), autoscaler.namespace(), autoscaler.name());
  }
}
