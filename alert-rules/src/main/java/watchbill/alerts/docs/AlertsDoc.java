package watchbill.alerts.docs;

import java.util.stream.Collectors;
import watchbill.alerts.Alert;
import watchbill.alerts.Inhibition;
import watchbill.alerts.rules.AllAlerts;
import watchbill.alerts.rules.Inhibitions;
import watchbill.metrics.generated.GeneratedFile;
import watchbill.metrics.promql.PromDuration;

/// The page about the alerts, `docs/alerts.md`.
final class AlertsDoc {
  private static final String INTRODUCTION =
      """
      # Alerts

      Made by `watchbill generate docs` from `alert-rules/`; do not edit.

      The rules are in `alert-rules/generated/`: `rules.yaml` for Prometheus itself, `prometheusrule.yaml` for its
      operator, `inhibit_rules.yaml` for Alertmanager. A page is for the night, a ticket for working hours. Group
      by `tenant`, `alertname` and `cause`, never by `agent` or `pod`: many stuck agents with one cause are one incident.

      The scrape job must keep Watchbill's own labels (`honor_labels: true`, in a ServiceMonitor `honorLabels: true`);
      otherwise `namespace`, `pod` and `container` are those of Watchbill's own pod.

      """;

  private AlertsDoc() {}

  /// The page.
  static GeneratedFile file() {
    String alerts =
        AllAlerts.alerts().stream().map(AlertsDoc::section).collect(Collectors.joining());
    String inhibitions =
        Inhibitions.ALL.stream().map(AlertsDoc::line).collect(Collectors.joining());
    return new GeneratedFile(
        "docs/alerts.md",
        INTRODUCTION
            + "| alert | severity | owner | holds for |\n| --- | --- | --- | --- |\n"
            + AllAlerts.alerts().stream().map(AlertsDoc::row).collect(Collectors.joining())
            + "\n"
            + alerts
            + "## What holds back what\n\n"
            + "An alert whose cause has an alert of its own is held back by Alertmanager:\n\n"
            + inhibitions);
  }

  private static String row(Alert<?> alert) {
    return "| [%s](runbooks/%s.md) | %s | %s | %s |\n"
        .formatted(
            alert.name(),
            alert.name(),
            alert.severity().label(),
            alert.owner().label(),
            pending(alert));
  }

  private static String section(Alert<?> alert) {
    return "## %s\n\n%s\n\n```promql\n%s\n```\n\n"
        .formatted(alert.name(), Phrases.summary(alert), alert.condition());
  }

  private static String line(Inhibition rule) {
    return "- `%s` holds back `%s`%s. %s\n"
        .formatted(
            String.join("`, `", rule.source()),
            String.join("`, `", rule.target()),
            Phrases.equal(rule),
            rule.why());
  }

  private static String pending(Alert<?> alert) {
    return alert.pending().isZero() ? "at once" : PromDuration.text(alert.pending());
  }
}
