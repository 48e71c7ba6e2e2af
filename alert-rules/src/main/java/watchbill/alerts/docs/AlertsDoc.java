package watchbill.alerts.docs;

import java.util.List;
import java.util.stream.Collectors;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Inhibition;
import watchbill.alerts.Severity;
import watchbill.alerts.rules.AllAlerts;
import watchbill.alerts.rules.Inhibitions;
import watchbill.metrics.generated.GeneratedFile;
import watchbill.metrics.promql.PromDuration;
import watchbill.metrics.promql.Recorded;

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

      Each alert has a runbook with its rule, what it means and what to do. Each has examples, which promtool plays: it
      fires, stays quiet and resolves. And each piece of its rule (a number, a comparator, a window, a time to wait) is
      changed in a test, one at a time, to see an example fail; `make mutation` prints the score, and names the changes that
      no example notices, each with the reason.

      """;

  private AlertsDoc() {}

  /// The page.
  static GeneratedFile file() {
    return new GeneratedFile(
        "docs/alerts.md",
        INTRODUCTION
            + overview()
            + AllAlerts.GROUPS.stream().map(AlertsDoc::section).collect(Collectors.joining())
            + guides()
            + "\n## What holds back what\n\n"
            + "An alert whose cause has an alert of its own is held back by Alertmanager:\n\n"
            + Inhibitions.ALL.stream().map(AlertsDoc::line).collect(Collectors.joining()));
  }

  private static String overview() {
    String rows =
        AllAlerts.GROUPS.stream()
            .map(group -> row(group.name(), group.alerts(), group.recorded().size()))
            .collect(Collectors.joining());
    int recorded = AllAlerts.GROUPS.stream().mapToInt(group -> group.recorded().size()).sum();
    return "| group | pages | tickets | for machines | recorded |\n"
        + "| --- | ---: | ---: | ---: | ---: |\n"
        + rows
        + row("all", AllAlerts.alerts(), recorded)
        + "\n";
  }

  private static String row(String name, List<Alert<?>> alerts, int recorded) {
    return "| %s | %d | %d | %d | %d |\n"
        .formatted(
            name,
            count(alerts, Severity.PAGE),
            count(alerts, Severity.TICKET),
            count(alerts, Severity.NONE),
            recorded);
  }

  private static long count(List<Alert<?>> alerts, Severity severity) {
    return alerts.stream().filter(alert -> alert.severity() == severity).count();
  }

  private static String section(AlertGroup group) {
    return "## %s\n\n".formatted(group.name())
        + "| alert | severity | owner | waits | what it says |\n| --- | --- | --- | --- | --- |\n"
        + group.alerts().stream().map(AlertsDoc::row).collect(Collectors.joining())
        + "\n"
        + recorded(group.recorded());
  }

  private static String row(Alert<?> alert) {
    String waits = alert.pending().isZero() ? "" : PromDuration.text(alert.pending());
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            link(alert.name()),
            alert.severity().label(),
            alert.owner().label(),
            waits,
            Phrases.summary(alert).replace("|", "\\|"));
  }

  private static String recorded(List<Recorded<?>> recorded) {
    return recorded.isEmpty()
        ? ""
        : recorded.stream()
            .map(rule -> rule.name() + " =\n  " + rule.query().text() + "\n")
            .collect(Collectors.joining("", "Recorded for them:\n\n```promql\n", "```\n\n"));
  }

  private static String guides() {
    return GuideRule.ALL.stream()
        .map(rule ->
            "| %s | `%s` | %s | %s |\n"
                .formatted(link(rule.name()), rule.expression(), rule.wrong(), rule.ours()))
        .collect(
            Collectors.joining(
                "",
                """
                ## The alerts of the guides

                Five alerts have the names under which guides to agents on Kubernetes print them. Do not keep both.

                | alert | as it is printed | what is wrong with it | the one here |
                | --- | --- | --- | --- |
                """,
                ""));
  }

  private static String link(String alert) {
    return "[%s](runbooks/%s.md)".formatted(alert, alert);
  }

  private static String line(Inhibition rule) {
    return "- `%s` holds back `%s`%s. %s\n"
        .formatted(
            String.join("`, `", rule.source()),
            String.join("`, `", rule.target()),
            Phrases.equal(rule),
            rule.why());
  }
}
