/// What makes agent pools larger and smaller by what agents do: rules for prometheus-adapter,
/// HorizontalPodAutoscalers and KEDA's ScaledObjects.
@NullMarked
package watchbill.deploy.autoscaling;

import org.jspecify.annotations.NullMarked;
