package watchbill.alerts;

import java.util.List;

/// Where runbooks and boards are to be found.
///
/// @param runbooks what stands before a runbook's file name; ends in `/`
/// @param grafana the address of Grafana, without `/` at the end; empty for addresses that begin at
///   its root
public record Links(String runbooks, String grafana) {
  /// Paths within the repository and within Grafana: true wherever both are.
  public static final Links RELATIVE = new Links("docs/runbooks/", "");

  /// Labels that all boards have variables for.
  public static final List<String> VARIABLES = List.of("cluster", "tenant", "role", "agent");

  public Links {
    if (!runbooks.endsWith("/")) {
      throw new IllegalArgumentException("links.runbooks: want / at the end, have " + runbooks);
    }
    if (grafana.endsWith("/")) {
      throw new IllegalArgumentException("links.grafana: want no / at the end, have " + grafana);
    }
  }

  String runbook(String alert) {
    return runbooks + alert + ".md";
  }

  /// The board, opened on what the alert is about.
  String board(View view, List<String> labels) {
    var address = new StringBuilder(grafana).append("/d/").append(view.board());
    char before = '?';
    for (String label : VARIABLES) {
      if (labels.contains(label)) {
        address.append(before).append("var-").append(label).append("={{ $labels.").append(label);
        address.append(" | urlquery }}");
        before = '&';
      }
    }
    return address.toString();
  }
}
