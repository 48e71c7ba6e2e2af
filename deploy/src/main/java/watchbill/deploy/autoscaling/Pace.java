package watchbill.deploy.autoscaling;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingPolicy;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRules;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HPAScalingRulesBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehaviorBuilder;

/// How fast a pool changes: quickly up, slowly down, since a replica that goes takes sessions with
/// it.
final class Pace {
  /// A burst that is shorter makes no pool larger.
  private static final int UP_AFTER_SECONDS = 60;

  private static final int UP_PODS = 4;
  private static final int UP_EVERY_SECONDS = 60;

  /// A pause that is shorter makes no pool smaller.
  private static final int DOWN_AFTER_SECONDS = 300;

  private static final int DOWN_PODS = 2;
  private static final int DOWN_EVERY_SECONDS = 120;

  private Pace() {}

  static HorizontalPodAutoscalerBehavior behavior() {
    return new HorizontalPodAutoscalerBehaviorBuilder()
        .withScaleUp(rules(UP_AFTER_SECONDS, UP_PODS, UP_EVERY_SECONDS))
        .withScaleDown(rules(DOWN_AFTER_SECONDS, DOWN_PODS, DOWN_EVERY_SECONDS))
        .build();
  }

  private static HPAScalingRules rules(int after, int pods, int every) {
    return new HPAScalingRulesBuilder()
        .withStabilizationWindowSeconds(after)
        .withPolicies(new HPAScalingPolicy(every, "Pods", pods))
        .build();
  }
}
