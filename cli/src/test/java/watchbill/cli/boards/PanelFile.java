package watchbill.cli.boards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A panel as it is generated for Grafana.
record PanelFile(JsonNode json) {
  /// One of its queries.
  ///
  /// @param ref the letter that it is referred to by
  /// @param legend how its series are called; `{{agent}}` stands for a label
  record Asked(String ref, String expression, String legend) {}

  /// Its kind, in Grafana's word; `row` for the heading of a row.
  String type() {
    return json.path("type").asText();
  }

  String title() {
    return json.path("title").asText();
  }

  /// Grafana's id of its unit.
  String unit() {
    return json.at("/fieldConfig/defaults/unit").asText();
  }

  /// Its place on the board: x, y, width or height, in Grafana's columns and rows.
  int place(String which) {
    return json.at("/gridPos/" + which).asInt();
  }

  List<Asked> queries() {
    return json.path("targets")
        .valueStream()
        .map(target ->
            new Asked(
                target.path("refId").asText(),
                target.path("expr").asText(),
                target.path("legendFormat").asText()))
        .toList();
  }
}
