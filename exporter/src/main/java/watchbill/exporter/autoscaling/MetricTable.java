package watchbill.exporter.autoscaling;

import java.util.Locale;
import watchbill.connectors.kubernetes.AutoscalerMetric;
import watchbill.connectors.kubernetes.AutoscalerView;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.AutoscalingFamilies.AutoscalerLabels;
import watchbill.metrics.catalogue.AutoscalingFamilies.MetricLabels;

/// The columns of the metrics that autoscalers go by. For one thread.
final class MetricTable {
  private final Column<MetricLabels> target;
  private final Column<MetricLabels> current;
  private final Column<MetricLabels> missing;

  MetricTable(Columns columns) {
    this.target = columns.of(AutoscalingFamilies.METRIC_TARGET);
    this.current = columns.of(AutoscalingFamilies.METRIC_CURRENT);
    this.missing = columns.of(AutoscalingFamilies.METRIC_MISSING);
  }

  /// Puts the metrics of one autoscaler into the columns. One that is off, or that its controller
  /// has not looked at, misses no metric. Two metrics of one name are shown as one, which is
  /// missing when either is.
  void put(AutoscalerView autoscaler, AutoscalerLabels of) {
    boolean looks =
        autoscaler.observed() && !autoscaler.active().reason().equals("ScalingDisabled");
    for (AutoscalerMetric metric : autoscaler.metrics()) {
      MetricLabels labels = labels(metric, of);
      if (!Double.isNaN(metric.target())) {
        target.put(labels, metric.target());
      }
      boolean known = !Double.isNaN(metric.current());
      if (known) {
        current.put(labels, metric.current());
      }
      if (looks) {
        missing.max(labels, known ? 0 : 1);
      }
    }
  }

  private static MetricLabels labels(AutoscalerMetric metric, AutoscalerLabels of) {
    return new MetricLabels(
        of.tenant(),
        of.agent(),
        of.role(),
        of.namespace(),
        of.horizontalPodAutoscaler(),
        metric.name(),
        metric.kind().name().toLowerCase(Locale.ROOT));
  }
}
