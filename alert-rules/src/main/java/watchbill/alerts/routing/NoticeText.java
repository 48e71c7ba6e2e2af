package watchbill.alerts.routing;

import watchbill.alerts.Links;

/// What a notice says, as templates of Alertmanager
/// (<https://prometheus.io/docs/alerting/latest/notifications/>). A label's value is data to them:
/// braces in it are not read again.
public final class NoticeText {
  /// As it is: for JSON, whose signs Alertmanager escapes.
  public static final NoticeText PLAIN = new NoticeText("");

  /// For Slack, which reads these signs as its own wherever they stand, `<!channel>` for one
  /// (<https://docs.slack.dev/messaging/formatting-message-text/#escaping>).
  public static final NoticeText SLACK =
      new NoticeText(
          " | reReplaceAll \"&\" \"&amp;\" | reReplaceAll \"<\" \"&lt;\""
              + " | reReplaceAll \">\" \"&gt;\"");

  /// How many alerts of a group a notice names. PagerDuty takes 512 KB, and Alertmanager leaves out
  /// all details of a notice that is larger.
  static final int NAMED = 25;

  /// How much of an alert's sentence is told in such a list, in characters.
  private static final int SENTENCE = 300;

  private static final String FIRST = "(index .Alerts 0)";
  private static final String HALF_AN_HOUR_NANOS = "1800000000000";

  private final String filter;

  private NoticeText(String filter) {
    this.filter = filter;
  }

  /// One line: the alert's sentence, or of many that are not the same, what they share.
  public String title() {
    return "{{ with .CommonAnnotations.summary }}"
        + value(".")
        + "{{ else }}{{ with .CommonLabels.alertname }}"
        + value(".")
        + "{{ else }}Alert{{ end }}{{ with .CommonLabels.tenant }} of "
        + value(".")
        + "{{ end }}{{ with .CommonLabels.cause }}: "
        + value(".")
        + "{{ end }} ({{ len .Alerts.Firing }} firing){{ end }}";
  }

  /// The sentences of the alerts that fire, [#NAMED] at most.
  public String firing() {
    return sentences(".Alerts.Firing");
  }

  /// The sentences of the alerts that ended, [#NAMED] at most.
  public String resolved() {
    return sentences(".Alerts.Resolved");
  }

  /// Where it is said what to do; empty for an alert without a runbook.
  public static String runbook() {
    return "{{ .CommonAnnotations.runbook_url }}";
  }

  /// The alert's board, opened on what all alerts of the group share, from half an hour before the
  /// first of them until now; empty for an alert without a board.
  public static String board() {
    var board =
        new StringBuilder("{{ $from := " + FIRST + ".StartsAt }}")
            .append("{{ range .Alerts }}{{ if .StartsAt.Before $from }}{{ $from = .StartsAt }}")
            .append("{{ end }}{{ end }}{{ with " + FIRST + ".Annotations.dashboard_url }}")
            .append("{{ . | reReplaceAll \"\\\\?.*\" \"\" }}?from={{ ($from.Add -")
            .append(HALF_AN_HOUR_NANOS)
            .append(").UnixMilli }}&to=now");
    for (String label : Links.VARIABLES) {
      board.append("{{ with $.CommonLabels.").append(label).append(" }}&var-").append(label);
      board.append("={{ . | urlquery }}{{ end }}");
    }
    return board.append("{{ end }}").toString();
  }

  private String sentences(String alerts) {
    String sentence = "printf \"%." + SENTENCE + "s\" $alert.Annotations.summary";
    return "{{ range $i, $alert := "
        + alerts
        + " }}{{ if lt $i "
        + NAMED
        + " }}- "
        + value(sentence)
        + "\n{{ end }}{{ end }}{{ if gt (len "
        + alerts
        + ") "
        + NAMED
        + " }}and {{ len (slice "
        + alerts
        + " "
        + NAMED
        + ") }} more{{ end }}";
  }

  private String value(String expression) {
    return "{{ " + expression + filter + " }}";
  }
}
