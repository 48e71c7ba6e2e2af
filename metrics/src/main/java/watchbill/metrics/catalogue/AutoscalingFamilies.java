package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.AUTOSCALER;
import static watchbill.metrics.catalogue.Label.METRIC_NAME;
import static watchbill.metrics.catalogue.Label.METRIC_TARGET_TYPE;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// What changes the number of pods.
public final class AutoscalingFamilies {
  /// Replicas that there are.
  public static final Gauge<AutoscalerLabels> CURRENT =
      Gauge.ours(
          "agent_autoscaler_current_replicas",
          Unit.NONE,
          AutoscalerLabels.LABELS,
          "Replicas that the autoscaler found when it last looked.",
          "HorizontalPodAutoscalers, status.currentReplicas");

  /// Replicas that it asks for.
  public static final Gauge<AutoscalerLabels> DESIRED =
      Gauge.ours(
          "agent_autoscaler_desired_replicas",
          Unit.NONE,
          AutoscalerLabels.LABELS,
          "Replicas that the autoscaler asks for.",
          "HorizontalPodAutoscalers, status.desiredReplicas");

  /// Fewest replicas.
  public static final Gauge<AutoscalerLabels> MIN =
      Gauge.ours(
          "agent_autoscaler_min_replicas",
          Unit.NONE,
          AutoscalerLabels.LABELS,
          "Fewest replicas that the autoscaler may ask for.",
          "HorizontalPodAutoscalers, spec.minReplicas");

  /// Most replicas.
  public static final Gauge<AutoscalerLabels> MAX =
      Gauge.ours(
          "agent_autoscaler_max_replicas",
          Unit.NONE,
          AutoscalerLabels.LABELS,
          "Most replicas that the autoscaler may ask for.",
          "HorizontalPodAutoscalers, spec.maxReplicas");

  /// Replicas that could be added.
  public static final Gauge<AutoscalerLabels> HEADROOM =
      Gauge.ours(
          "agent_autoscaler_headroom_replicas",
          Unit.NONE,
          AutoscalerLabels.LABELS,
          "Replicas that the autoscaler could still add; negative when there are more than"
              + " its most.",
          "HorizontalPodAutoscalers, spec.maxReplicas - status.currentReplicas");

  /// Whether it can change the number.
  public static final Gauge<ReasonLabels> ABLE =
      Gauge.ours(
          "agent_autoscaler_able_to_scale",
          Unit.NONE,
          ReasonLabels.LABELS,
          "Whether the autoscaler can change the number of replicas (1), and why.",
          "HorizontalPodAutoscalers, status.conditions, type AbleToScale");

  /// Whether it gets its metrics.
  public static final Gauge<ReasonLabels> ACTIVE =
      Gauge.ours(
          "agent_autoscaler_active",
          Unit.NONE,
          ReasonLabels.LABELS,
          "Whether the autoscaler gets what it goes by (1), and why: with"
              + " FailedGetPodsMetric and its like, no custom metric comes.",
          "HorizontalPodAutoscalers, status.conditions, type ScalingActive");

  /// Whether it would go further.
  public static final Gauge<ReasonLabels> LIMITED =
      Gauge.ours(
          "agent_autoscaler_limited",
          Unit.NONE,
          ReasonLabels.LABELS,
          "Whether the autoscaler would go further than it may (1), and why: at its most"
              + " with TooManyReplicas.",
          "HorizontalPodAutoscalers, status.conditions, type ScalingLimited");

  /// When it last changed the number.
  public static final Gauge<AutoscalerLabels> LAST_SCALE =
      Gauge.ours(
          "agent_autoscaler_last_scale_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          AutoscalerLabels.LABELS,
          "When the autoscaler last changed the number of replicas.",
          "HorizontalPodAutoscalers, status.lastScaleTime");

  /// How often it turned round.
  public static final Counter<AutoscalerLabels> DIRECTION_CHANGES =
      Counter.ours(
          "agent_autoscaler_direction_changes_total",
          Unit.NONE,
          AutoscalerLabels.LABELS,
          "How often the autoscaler asked for fewer replicas after it had asked for more,"
              + " or for more after fewer, while Watchbill watched.",
          "HorizontalPodAutoscalers, the changes of status.desiredReplicas");

  /// What it aims at.
  public static final Gauge<MetricLabels> METRIC_TARGET =
      Gauge.ours(
          "agent_autoscaler_metric_target",
          Unit.NONE,
          MetricLabels.LABELS,
          "What the autoscaler aims at, in the unit of the metric; utilization as a ratio.",
          "HorizontalPodAutoscalers, spec.metrics");

  /// What it sees.
  public static final Gauge<MetricLabels> METRIC_CURRENT =
      Gauge.ours(
          "agent_autoscaler_metric_current",
          Unit.NONE,
          MetricLabels.LABELS,
          "What the autoscaler sees, in the unit of the metric; utilization as a ratio.",
          "HorizontalPodAutoscalers, status.currentMetrics");

  /// Whether it sees nothing.
  public static final Gauge<MetricLabels> METRIC_MISSING =
      Gauge.ours(
          "agent_autoscaler_metric_missing",
          Unit.NONE,
          MetricLabels.LABELS,
          "Whether the autoscaler goes by the metric and cannot get it (1).",
          "HorizontalPodAutoscalers, spec.metrics that are not in status.currentMetrics");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          CURRENT,
          DESIRED,
          MIN,
          MAX,
          HEADROOM,
          ABLE,
          ACTIVE,
          LIMITED,
          LAST_SCALE,
          DIRECTION_CHANGES,
          METRIC_TARGET,
          METRIC_CURRENT,
          METRIC_MISSING);

  private AutoscalingFamilies() {}

  /// An autoscaler; agent and role are those of the workload that it scales.
  public record AutoscalerLabels(
      String tenant, String agent, String role, String namespace, String horizontalPodAutoscaler)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Autoscaler {
    static final Labels<AutoscalerLabels> LABELS =
        Labels.of(AutoscalerLabels.class, TENANT, AGENT, ROLE, NAMESPACE, AUTOSCALER);
  }

  /// An autoscaler and the reason for what is said of it, in Kubernetes' words; `Other` for all
  /// others.
  public record ReasonLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String horizontalPodAutoscaler,
      String reason)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Autoscaler, Has.Reason {
    static final Labels<ReasonLabels> LABELS =
        Labels.of(ReasonLabels.class, TENANT, AGENT, ROLE, NAMESPACE, AUTOSCALER, REASON);
  }

  /// An autoscaler and a metric that its specification names.
  public record MetricLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String horizontalPodAutoscaler,
      String metricName,
      String metricTargetType)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Autoscaler, Has.ScalingMetric {
    static final Labels<MetricLabels> LABELS =
        Labels.of(
            MetricLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            AUTOSCALER,
            METRIC_NAME,
            METRIC_TARGET_TYPE);
  }
}
