package watchbill.dashboards;

import java.util.List;

/// A board.
///
/// @param description what questions it answers
/// @param variables what can be chosen at its top
/// @param annotations what is marked on the time axis of all its panels
public record Board(
    BoardName name,
    String description,
    List<Variable> variables,
    List<Annotation> annotations,
    List<Row> rows) {
  public Board {
    variables = List.copyOf(variables);
    annotations = List.copyOf(annotations);
    rows = List.copyOf(rows);
  }

  /// All its panels, in order.
  public List<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream()).toList();
  }

  /// Whether its panels show alerts, each of which has a runbook.
  public boolean showsAlerts() {
    return panels().stream()
        .flatMap(panel -> panel.targets().stream())
        .anyMatch(target -> target.query().labels().contains("alertname"));
  }
}
