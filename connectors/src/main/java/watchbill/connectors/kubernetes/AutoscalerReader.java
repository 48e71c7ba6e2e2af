package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reduces a HorizontalPodAutoscaler to its [AutoscalerView]. Anything may be missing; nothing here
/// throws.
final class AutoscalerReader {
  private AutoscalerReader() {}

  static AutoscalerView read(HorizontalPodAutoscaler autoscaler) {
    ObjectMeta meta = Said.meta(autoscaler);
    HorizontalPodAutoscalerSpec spec =
        autoscaler.getSpec() == null ? new HorizontalPodAutoscalerSpec() : autoscaler.getSpec();
    HorizontalPodAutoscalerStatus status =
        autoscaler.getStatus() == null
            ? new HorizontalPodAutoscalerStatus()
            : autoscaler.getStatus();
    List<HorizontalPodAutoscalerCondition> conditions = Said.present(status.getConditions());
    return new AutoscalerView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getNamespace()),
        text(meta.getName()),
        target(spec.getScaleTargetRef()),
        number(spec.getMinReplicas(), 1), // what the API server fills in
        number(spec.getMaxReplicas(), 0),
        !conditions.isEmpty(),
        number(status.getCurrentReplicas(), 0),
        number(status.getDesiredReplicas(), 0),
        Said.millis(status.getLastScaleTime()),
        condition(conditions, "AbleToScale"),
        condition(conditions, "ScalingActive"),
        condition(conditions, "ScalingLimited"),
        AutoscalerMetrics.read(spec.getMetrics(), status.getCurrentMetrics()));
  }

  private static Owner target(@Nullable CrossVersionObjectReference target) {
    return target == null ? Owner.NONE : new Owner(text(target.getKind()), text(target.getName()));
  }

  private static StatusCondition condition(
      List<HorizontalPodAutoscalerCondition> conditions, String type) {
    for (HorizontalPodAutoscalerCondition condition : conditions) {
      if (type.equals(condition.getType())) {
        return StatusCondition.of(
            condition.getStatus(), condition.getReason(), condition.getLastTransitionTime());
      }
    }
    return StatusCondition.NONE;
  }

  private static int number(@Nullable Integer said, int otherwise) {
    return said == null ? otherwise : Math.max(0, said);
  }
}
