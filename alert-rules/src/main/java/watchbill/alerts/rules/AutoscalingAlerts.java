package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.AutoscalingFamilies.ABLE;
import static watchbill.metrics.catalogue.AutoscalingFamilies.ACTIVE;
import static watchbill.metrics.catalogue.AutoscalingFamilies.DIRECTION_CHANGES;
import static watchbill.metrics.catalogue.AutoscalingFamilies.LIMITED;
import static watchbill.metrics.catalogue.AutoscalingFamilies.METRIC_MISSING;
import static watchbill.metrics.catalogue.Label.AUTOSCALER;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.AutoscalingFamilies.AutoscalerLabels;
import watchbill.metrics.catalogue.AutoscalingFamilies.MetricLabels;
import watchbill.metrics.catalogue.AutoscalingFamilies.ReasonLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Alerts about autoscalers that do not, or cannot, do what they are for.
public final class AutoscalingAlerts {
  private static final int TURNS = 6;

  private static final AutoscalerLabels CODERS =
      new AutoscalerLabels("acme", "", "coder", "agents", "coders");
  private static final Map<String, String> FIRED =
      Map.of(
          "tenant", "acme",
          "role", "coder",
          "namespace", "agents",
          "horizontalpodautoscaler", "coders");

  /// There is more to do than the autoscaler may add pods for.
  public static final Alert<ReasonLabels> AT_MOST =
      new Alert<>(
          "AgentAutoscalerAtMost",
          Query.of(LIMITED, Matcher.equal(REASON, "TooManyReplicas"))
              .by(TENANT, ROLE, NAMESPACE, AUTOSCALER)
              .max()
              .above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.COST,
          "Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has wanted more"
              + " pods than it may have for 15 minutes.",
          List.of(
              Example.when("there is much to do for half an hour")
                  .with(LIMITED, reason("TooManyReplicas"), "0x9 1x29 stale")
                  .with(LIMITED, reason("DesiredWithinRange"), "_x39 0x20")
                  .quietAt(24)
                  .firesAt(25, FIRED)
                  .quietAt(40),
              Example.when("there is nothing to do")
                  .with(LIMITED, reason("TooFewReplicas"), "1x60")
                  .quietAt(50)));

  /// The autoscaler lacks a metric that it goes by, or cannot change the number of pods. One that
  /// is switched off by 0 replicas does what it should.
  public static final Alert<MetricLabels> FAILS =
      new Alert<>(
          "AgentAutoscalerFailing",
          Query.of(METRIC_MISSING)
              .by(TENANT, ROLE, NAMESPACE, AUTOSCALER)
              .max()
              .above(0)
              .or(Query.of(ABLE).by(TENANT, ROLE, NAMESPACE, AUTOSCALER).min().is(0))
              .or(
                  Query.of(ACTIVE, Matcher.notEqual(REASON, "ScalingDisabled"))
                      .by(TENANT, ROLE, NAMESPACE, AUTOSCALER)
                      .min()
                      .is(0)),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.COST,
          "Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} cannot get what"
              + " it goes by, or cannot scale.",
          List.of(
              Example.when("the adapter for custom metrics is down for half an hour")
                  .with(METRIC_MISSING, metric(), "0x9 1x29 0x20")
                  .quietAt(24)
                  .firesAt(25, FIRED)
                  .quietAt(40),
              Example.when("what it scales was deleted, and comes back")
                  .with(ABLE, reason("FailedGetScale"), "0x29 stale")
                  .with(ABLE, reason("ReadyForNewScale"), "_x30 1x20")
                  .quietAt(14)
                  .firesAt(15, FIRED)
                  .quietAt(30),
              Example.when("no metric is left to go by, for a while")
                  .with(ACTIVE, reason("FailedGetPodsMetric"), "0x29 stale")
                  .with(ACTIVE, reason("ValidMetricFound"), "_x30 1x20")
                  .quietAt(14)
                  .firesAt(15, FIRED)
                  .quietAt(30),
              Example.when("somebody scaled to nothing")
                  .with(ACTIVE, reason("ScalingDisabled"), "0x60")
                  .quietAt(50)));

  /// The autoscaler goes up and down: each turn starts agents cold, and ends others.
  public static final Alert<AutoscalerLabels> THRASHES =
      new Alert<>(
          "AgentAutoscalerThrashing",
          Query.increase(DIRECTION_CHANGES, Windows.HOUR)
              .by(TENANT, ROLE, NAMESPACE, AUTOSCALER)
              .max()
              .above(TURNS),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.COST,
          "Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has changed its"
              + " mind more than "
              + TURNS
              + " times in an hour.",
          List.of(
              Example.when("seven turns in an hour, then rest")
                  .with(DIRECTION_CHANGES, CODERS, "0x69 1x7 2x7 3x7 4x7 5x7 6x7 7x120")
                  .quietAt(117)
                  .firesAt(118, FIRED)
                  .quietAt(140),
              Example.when("a turn every ten minutes")
                  .with(
                      DIRECTION_CHANGES,
                      CODERS,
                      "0x9 1x9 2x9 3x9 4x9 5x9 6x9 7x9 8x9 9x9 10x9 11x9 12x9 13x9 14x60")
                  .quietAt(121)
                  .quietAt(135)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-autoscaling", AT_MOST, FAILS, THRASHES);

  private AutoscalingAlerts() {}

  private static ReasonLabels reason(String reason) {
    return new ReasonLabels("acme", "", "coder", "agents", "coders", reason);
  }

  private static MetricLabels metric() {
    return new MetricLabels(
        "acme", "", "coder", "agents", "coders", "agent_active_sessions", "average");
  }
}
