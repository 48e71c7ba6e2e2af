package watchbill.connectors.kubernetes;

/// A metric that an autoscaler goes by.
///
/// @param name the metric's; of a single container's CPU or memory, `CONTAINER/cpu`
/// @param target what the autoscaler aims at; a share of what is requested as a ratio
/// @param current what it is; NaN when the autoscaler could not get it
public record AutoscalerMetric(String name, TargetKind kind, double target, double current) {
  /// What is compared with the target.
  public enum TargetKind {
    /// The metric itself.
    VALUE,
    /// The mean over the pods.
    AVERAGE,
    /// The mean over the pods of the share of what they request.
    UTILIZATION
  }
}
