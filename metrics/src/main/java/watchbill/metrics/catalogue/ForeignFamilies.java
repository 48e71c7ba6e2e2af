package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ALERTNAME;
import static watchbill.metrics.catalogue.Label.ALERTSTATE;
import static watchbill.metrics.catalogue.Label.AREA;
import static watchbill.metrics.catalogue.Label.INTEGRATION;
import static watchbill.metrics.catalogue.Label.RULE_GROUP;
import static watchbill.metrics.catalogue.Label.SEVERITY;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Unit.BYTES;
import static watchbill.metrics.catalogue.Unit.NONE;
import static watchbill.metrics.catalogue.Unit.SECONDS;
import static watchbill.metrics.catalogue.Unit.TIMESTAMP_SECONDS;

import java.util.List;

/// Families of others that our boards and rules query.
public final class ForeignFamilies {
  private static final Origin PROMETHEUS = new Origin.Foreign("Prometheus", "2.42");
  private static final Origin ALERTMANAGER = new Origin.Foreign("Alertmanager", "0.25");
  private static final Origin CLIENT_JAVA = new Origin.Foreign("client_java", "1.9");

  /// Alerts that are pending or firing.
  public static final Gauge<AlertLabels> ALERTS =
      new Gauge<>(
          "ALERTS",
          NONE,
          AlertLabels.LABELS,
          "An alert that is pending or firing; always 1.",
          PROMETHEUS);

  /// Since when alerts are pending or firing.
  public static final Gauge<ActiveLabels> ALERT_ACTIVE_SINCE =
      new Gauge<>(
          "ALERTS_FOR_STATE",
          TIMESTAMP_SECONDS,
          ActiveLabels.LABELS,
          "When the alert's condition began to hold, while it does.",
          PROMETHEUS);

  /// Evaluations of rules that failed.
  public static final Counter<RuleGroupLabels> RULE_FAILURES =
      new Counter<>(
          "prometheus_rule_evaluation_failures_total",
          NONE,
          RuleGroupLabels.LABELS,
          "Evaluations of rules that failed, so that nothing was said, nor kept.",
          PROMETHEUS);

  /// Evaluations of groups that were left out.
  public static final Counter<RuleGroupLabels> RULE_ROUNDS_MISSED =
      new Counter<>(
          "prometheus_rule_group_iterations_missed_total",
          NONE,
          RuleGroupLabels.LABELS,
          "Evaluations of a group of rules that were left out because the one before took too"
              + " long.",
          PROMETHEUS);

  /// How long groups take.
  public static final Gauge<RuleGroupLabels> RULE_GROUP_DURATION =
      new Gauge<>(
          "prometheus_rule_group_last_duration_seconds",
          SECONDS,
          RuleGroupLabels.LABELS,
          "How long the last evaluation of the group of rules took.",
          PROMETHEUS);

  /// How often groups are evaluated.
  public static final Gauge<RuleGroupLabels> RULE_GROUP_INTERVAL =
      new Gauge<>(
          "prometheus_rule_group_interval_seconds",
          SECONDS,
          RuleGroupLabels.LABELS,
          "How often the group of rules is evaluated.",
          PROMETHEUS);

  /// Alerts that wait for Alertmanager.
  public static final Gauge<NoLabels> ALERTS_QUEUED =
      new Gauge<>(
          "prometheus_notifications_queue_length",
          NONE,
          NoLabels.LABELS,
          "Alerts that Prometheus has still to send to Alertmanager.",
          PROMETHEUS);

  /// Alerts that no Alertmanager got.
  public static final Counter<NoLabels> ALERTS_DROPPED =
      new Counter<>(
          "prometheus_notifications_dropped_total",
          NONE,
          NoLabels.LABELS,
          "Alerts that Prometheus has dropped because no Alertmanager took them.",
          PROMETHEUS);

  /// Alerts in Alertmanager.
  public static final Gauge<StateLabels> ALERTS_HELD =
      new Gauge<>(
          "alertmanager_alerts",
          NONE,
          StateLabels.LABELS,
          "Alerts that Alertmanager holds: active, or suppressed by a silence or an inhibition.",
          ALERTMANAGER);

  /// Silences.
  public static final Gauge<StateLabels> SILENCES =
      new Gauge<>(
          "alertmanager_silences",
          NONE,
          StateLabels.LABELS,
          "Silences that somebody has set, by state.",
          ALERTMANAGER);

  /// Notifications.
  public static final Counter<IntegrationLabels> NOTIFICATIONS =
      new Counter<>(
          "alertmanager_notifications_total",
          NONE,
          IntegrationLabels.LABELS,
          "Notifications that Alertmanager has tried to send; one is of a whole group of alerts.",
          ALERTMANAGER);

  /// Notifications that failed.
  public static final Counter<IntegrationLabels> NOTIFICATIONS_FAILED =
      new Counter<>(
          "alertmanager_notifications_failed_total",
          NONE,
          IntegrationLabels.LABELS,
          "Notifications that could not be sent.",
          ALERTMANAGER);

  /// How long notifications take.
  public static final Histogram<IntegrationLabels> NOTIFICATION_LATENCY =
      new Histogram<>(
          "alertmanager_notification_latency_seconds",
          SECONDS,
          IntegrationLabels.LABELS,
          "How long it took to send a notification.",
          ALERTMANAGER,
          List.of(1.0, 5.0, 10.0, 15.0, 20.0));

  /// The CPU that a process uses.
  public static final Counter<NoLabels> PROCESS_CPU =
      new Counter<>(
          "process_cpu_seconds_total",
          SECONDS,
          NoLabels.LABELS,
          "Seconds of one CPU that the process has used.",
          CLIENT_JAVA);

  /// The memory that a process holds.
  public static final Gauge<NoLabels> PROCESS_MEMORY =
      new Gauge<>(
          "process_resident_memory_bytes",
          BYTES,
          NoLabels.LABELS,
          "Memory that the process holds.",
          CLIENT_JAVA);

  /// The memory that a Java machine uses.
  public static final Gauge<AreaLabels> JVM_MEMORY =
      new Gauge<>(
          "jvm_memory_used_bytes",
          BYTES,
          AreaLabels.LABELS,
          "Memory that the Java machine uses, on its heap or not.",
          CLIENT_JAVA);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          ALERTS,
          ALERT_ACTIVE_SINCE,
          RULE_FAILURES,
          RULE_ROUNDS_MISSED,
          RULE_GROUP_DURATION,
          RULE_GROUP_INTERVAL,
          ALERTS_QUEUED,
          ALERTS_DROPPED,
          ALERTS_HELD,
          SILENCES,
          NOTIFICATIONS,
          NOTIFICATIONS_FAILED,
          NOTIFICATION_LATENCY,
          PROCESS_CPU,
          PROCESS_MEMORY,
          JVM_MEMORY);

  private ForeignFamilies() {}

  /// An alert, with the labels that all of ours have and those that are empty when it is about
  /// nobody in particular.
  public record AlertLabels(
      String alertname, String alertstate, String severity, String tenant, String agent)
      implements LabelSet, Has.Alert, Has.AlertState, Has.Tenant, Has.Agent {
    static final Labels<AlertLabels> LABELS =
        Labels.of(AlertLabels.class, ALERTNAME, ALERTSTATE, SEVERITY, TENANT, AGENT);
  }

  /// An alert, be it pending or firing.
  public record ActiveLabels(String alertname, String severity, String tenant, String agent)
      implements LabelSet, Has.Alert, Has.Tenant, Has.Agent {
    static final Labels<ActiveLabels> LABELS =
        Labels.of(ActiveLabels.class, ALERTNAME, SEVERITY, TENANT, AGENT);
  }

  /// A group of rules: its file and its name.
  public record RuleGroupLabels(String ruleGroup) implements LabelSet, Has.RuleGroup {
    static final Labels<RuleGroupLabels> LABELS = Labels.of(RuleGroupLabels.class, RULE_GROUP);
  }

  /// How something stands.
  public record StateLabels(String state) implements LabelSet, Has.State {
    static final Labels<StateLabels> LABELS = Labels.of(StateLabels.class, STATE);
  }

  /// Whom Alertmanager tells.
  public record IntegrationLabels(String integration) implements LabelSet, Has.Integration {
    static final Labels<IntegrationLabels> LABELS = Labels.of(IntegrationLabels.class, INTEGRATION);
  }

  /// A part of memory.
  public record AreaLabels(String area) implements LabelSet, Has.Area {
    static final Labels<AreaLabels> LABELS = Labels.of(AreaLabels.class, AREA);
  }
}
