package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricIdentifier;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricTarget;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricValueStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.AutoscalerMetric.TargetKind;

/// Reads the metrics of an autoscaler. Anything may be missing; nothing here throws.
///
/// The controller writes one status for each metric of the specification, in the same order, and
/// leaves that of a metric empty which it could not get (kubernetes/kubernetes:
/// pkg/controller/podautoscaler/horizontal.go, computeReplicasForMetrics).
final class AutoscalerMetrics {
  private static final double PERCENT = 100;

  private AutoscalerMetrics() {}

  static List<AutoscalerMetric> read(
      @Nullable List<MetricSpec> specs, @Nullable List<MetricStatus> statuses) {
    List<Current> known = new ArrayList<>();
    for (MetricStatus status : Said.present(statuses)) {
      known.add(current(status));
    }
    List<AutoscalerMetric> metrics = new ArrayList<>();
    for (MetricSpec spec : Said.present(specs)) {
      Target target = target(spec);
      MetricTarget aim = target.aim() == null ? new MetricTarget() : target.aim();
      TargetKind kind = kind(aim);
      MetricValueStatus value = current(known, target.of(), metrics.size());
      metrics.add(
          new AutoscalerMetric(target.of().name(), kind, number(kind, aim), number(kind, value)));
    }
    return metrics;
  }

  /// The status at the metric's own place, if it is of that metric; or else the first that is.
  private static @Nullable MetricValueStatus current(List<Current> known, Of of, int place) {
    if (place < known.size() && known.get(place).of().equals(of)) {
      return known.get(place).value();
    }
    for (Current one : known) {
      if (one.of().equals(of)) {
        return one.value();
      }
    }
    return null;
  }

  private static TargetKind kind(MetricTarget aim) {
    return switch (text(aim.getType())) {
      case "Utilization" -> TargetKind.UTILIZATION;
      case "AverageValue" -> TargetKind.AVERAGE;
      default -> TargetKind.VALUE;
    };
  }

  private static double number(TargetKind kind, MetricTarget aim) {
    return number(kind, aim.getValue(), aim.getAverageValue(), aim.getAverageUtilization());
  }

  private static double number(TargetKind kind, @Nullable MetricValueStatus value) {
    return value == null
        ? Double.NaN
        : number(kind, value.getValue(), value.getAverageValue(), value.getAverageUtilization());
  }

  private static double number(
      TargetKind kind,
      @Nullable Quantity value,
      @Nullable Quantity average,
      @Nullable Integer utilization) {
    return switch (kind) {
      case VALUE -> Quantities.number(value);
      case AVERAGE -> Quantities.number(average);
      case UTILIZATION -> utilization == null ? Double.NaN : utilization / PERCENT;
    };
  }

  private static Target target(MetricSpec said) {
    if (said.getResource() != null) {
      return new Target(of(said.getResource().getName()), said.getResource().getTarget());
    } else if (said.getContainerResource() != null) {
      var one = said.getContainerResource();
      return new Target(of(one.getContainer(), one.getName()), one.getTarget());
    } else if (said.getPods() != null) {
      return new Target(of("pods", said.getPods().getMetric()), said.getPods().getTarget());
    } else if (said.getExternal() != null) {
      var one = said.getExternal();
      return new Target(of("external", one.getMetric()), one.getTarget());
    } else if (said.getObject() != null) {
      return new Target(of("object", said.getObject().getMetric()), said.getObject().getTarget());
    }
    return new Target(of(null), null);
  }

  private static Current current(MetricStatus said) {
    if (said.getResource() != null) {
      return new Current(of(said.getResource().getName()), said.getResource().getCurrent());
    } else if (said.getContainerResource() != null) {
      var one = said.getContainerResource();
      return new Current(of(one.getContainer(), one.getName()), one.getCurrent());
    } else if (said.getPods() != null) {
      return new Current(of("pods", said.getPods().getMetric()), said.getPods().getCurrent());
    } else if (said.getExternal() != null) {
      var one = said.getExternal();
      return new Current(of("external", one.getMetric()), one.getCurrent());
    } else if (said.getObject() != null) {
      return new Current(of("object", said.getObject().getMetric()), said.getObject().getCurrent());
    }
    return new Current(new Of("", ""), null);
  }

  private static Of of(@Nullable String resource) {
    return new Of("resource", text(resource));
  }

  private static Of of(@Nullable String container, @Nullable String resource) {
    return new Of("container", text(container) + "/" + text(resource));
  }

  private static Of of(String type, @Nullable MetricIdentifier metric) {
    return new Of(type, metric == null ? "" : text(metric.getName()));
  }

  /// Which metric is meant.
  private record Of(String type, String name) {}

  private record Target(Of of, @Nullable MetricTarget aim) {}

  private record Current(Of of, @Nullable MetricValueStatus value) {}
}
