package watchbill.dashboards.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Panel;

/// Where one gets to from a line of a table or from a series: to the board about what a label
/// names, opened on the same time and on whom it is about, and from an alert to its runbook
/// (<https://grafana.com/docs/grafana/latest/panels-visualizations/configure-data-links/>).
final class RowLinks {
  /// The variable that holds what stands before a runbook's file name.
  static final String RUNBOOKS = "runbooks";

  /// Labels and the boards that are about what they name.
  private static final Map<String, BoardName> ABOUT =
      Map.of(
          "tenant", BoardName.FLEET,
          "agent", BoardName.AGENT,
          "budget", BoardName.BUDGETS,
          "store", BoardName.MEMORY_SPINE,
          "claim", BoardName.VOLUMES,
          "uuid", BoardName.GPU,
          "consumer", BoardName.BUS);

  /// Labels that boards have variables for.
  private static final List<String> VARIABLES = List.of("tenant", "role", "agent");

  private final BoardName here;
  private final Panel panel;

  RowLinks(BoardName here, Panel panel) {
    this.here = here;
    this.panel = panel;
  }

  /// A link.
  record Link(String title, String address) {}

  /// The links of a panel by the label that they are about, in the order of the labels that all its
  /// queries have.
  Map<String, Link> all() {
    var labels = new ArrayList<>(panel.targets().getFirst().query().labels());
    panel.targets().forEach(target -> labels.retainAll(target.query().labels()));
    var links = new LinkedHashMap<String, Link>();
    for (String label : labels) {
      BoardName board = ABOUT.get(label);
      if (label.equals("alertname")) {
        links.put(label, new Link("Runbook", "${" + RUNBOOKS + ":raw}" + value(label) + ".md"));
      } else if (board != null && board != here) {
        links.put(label, new Link(board.title(), address(board, labels)));
      }
    }
    return links;
  }

  private String address(BoardName board, List<String> labels) {
    return VARIABLES.stream()
        .filter(labels::contains)
        .map(label -> "&var-" + label + "=" + value(label))
        .collect(
            Collectors.joining(
                "",
                "/d/"
                    + board.uid()
                    + "?${__url_time_range}&${datasource:queryparam}"
                    + "&${cluster:queryparam}",
                ""));
  }

  private String value(String label) {
    String of = panel instanceof Panel.Table ? "__data.fields." : "__field.labels.";
    return "${" + of + label + ":percentencode}";
  }
}
