package watchbill.alerts.routing.yaml;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.alerts.Links;
import watchbill.alerts.Severity;
import watchbill.alerts.routing.NoticeText;
import watchbill.metrics.promql.PromDuration;

/// What both forms of the configuration, Alertmanager's file and the operator's object, say alike.
final class Notices {
  /// What PagerDuty calls the source: whose agents they are.
  static final String SOURCE = "{{ with .CommonLabels.tenant }}{{ . }}{{ else }}watchbill{{ end }}";

  /// What PagerDuty calls the group.
  static final String GROUP = "{{ .CommonLabels.tenant }}";

  /// What PagerDuty calls the class.
  static final String CLASS = "{{ .CommonLabels.cause }}";

  /// Red while something fires, then green.
  static final String COLOR = "{{ if eq .Status \"firing\" }}danger{{ else }}good{{ end }}";

  /// In which parts of a message Slack reads `*` and `_` as its own: none that we write.
  static final List<String> FORMATTED = List.of("pretext");

  /// Alerts in the body of a webhook; it says how many it leaves out.
  static final int MOST_ALERTS = 100;

  private Notices() {}

  /// What a page shows beside its title. `firing` and `resolved` take the place of lists that hold
  /// all labels of all alerts.
  static Map<String, String> details() {
    var details = new LinkedHashMap<String, String>();
    details.put("firing", NoticeText.PLAIN.firing());
    details.put("resolved", NoticeText.PLAIN.resolved());
    details.put("runbook", NoticeText.runbook());
    details.put("board", NoticeText.board());
    return details;
  }

  /// Addresses by what they are called. What is a path alone is no address, and only in the
  /// details.
  static Map<String, String> links(Links links) {
    var found = new LinkedHashMap<String, String>();
    if (links.runbooks().startsWith("http")) {
      found.put("Runbook", NoticeText.runbook());
    }
    if (links.grafana().startsWith("http")) {
      found.put("Board", NoticeText.board());
    }
    return found;
  }

  /// How severe PagerDuty is told that it is; a service can make of a warning what does not wake.
  static String pagerDutySeverity(Severity severity) {
    return severity == Severity.PAGE ? "critical" : "warning";
  }

  /// The body of a message.
  static String slackText() {
    return NoticeText.SLACK.firing()
        + "{{ if .Alerts.Resolved }}Resolved:\n"
        + NoticeText.SLACK.resolved()
        + "{{ end }}";
  }

  /// A duration, which may be none at all.
  static String text(Duration duration) {
    return duration.isZero() ? "0s" : PromDuration.text(duration);
  }

  /// A list, or null for one that is not to be written at all.
  static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
