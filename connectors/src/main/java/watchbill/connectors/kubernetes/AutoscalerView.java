package watchbill.connectors.kubernetes;

import java.util.List;

/// What is kept of one HorizontalPodAutoscaler.
///
/// @param target what it scales
/// @param min fewest replicas that it asks for
/// @param max most replicas that it asks for
/// @param observed whether its controller has looked at it yet; before that `current` and `desired`
///   mean nothing
/// @param current replicas that there were when its controller last looked
/// @param desired replicas that it asks for
/// @param lastScaleMillis when it last changed the number, in milliseconds since the epoch; -1 when
///   not said
/// @param able its condition `AbleToScale`
/// @param active its condition `ScalingActive`: whether it gets its metrics
/// @param limited its condition `ScalingLimited`
public record AutoscalerView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    Owner target,
    int min,
    int max,
    boolean observed,
    int current,
    int desired,
    long lastScaleMillis,
    StatusCondition able,
    StatusCondition active,
    StatusCondition limited,
    List<AutoscalerMetric> metrics)
    implements ClusterObject {
  public AutoscalerView {
    metrics = List.copyOf(metrics);
  }
}
