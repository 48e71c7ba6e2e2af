package watchbill.exporter.autoscaling;

import java.util.Set;

/// The reasons that may become a label's value: those that Kubernetes' own controller gives
/// (kubernetes/kubernetes: pkg/controller/podautoscaler/horizontal.go). Others become [#OTHER].
final class KnownReasons {
  /// What stands for all others, and for none.
  static final String OTHER = "Other";

  private static final Set<String> ALL =
      Set.of(
          "AmbiguousSelector",
          "BackoffBoth",
          "BackoffDownscale",
          "BackoffUpscale",
          "DesiredWithinRange",
          "FailedComputeMetricsReplicas",
          "FailedConvertHPA",
          "FailedGetContainerResourceMetric",
          "FailedGetExternalMetric",
          "FailedGetObjectMetric",
          "FailedGetPodsMetric",
          "FailedGetResourceMetric",
          "FailedGetScale",
          "FailedUpdateScale",
          "InvalidMetricSourceType",
          "InvalidSelector",
          "MissingSelector",
          "ReadyForNewScale",
          "ScaleDownLimit",
          "ScaleDownStabilized",
          "ScaleUpLimit",
          "ScaleUpStabilized",
          "ScalingDisabled",
          "SucceededGetScale",
          "SucceededRescale",
          "TooFewReplicas",
          "TooManyReplicas",
          "ValidMetricFound");

  private KnownReasons() {}

  static String of(String reason) {
    return ALL.contains(reason) ? reason : OTHER;
  }
}
