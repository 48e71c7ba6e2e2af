package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import watchbill.dashboards.Annotation;
import watchbill.dashboards.Board;
import watchbill.dashboards.Variable;

/// Writes what stands at the top of a board: its choices, its links and what it marks.
final class ControlsJson {
  /// How far apart the points are at which an annotation's query is asked, at least.
  private static final String STEP = "60s";

  private final Board board;
  private final String runbooks;
  private final JsonGenerator json;

  ControlsJson(Board board, String runbooks, JsonGenerator json) {
    this.board = board;
    this.runbooks = runbooks;
    this.json = json;
  }

  void write() throws IOException {
    json.writeObjectFieldStart("annotations");
    json.writeArrayFieldStart("list");
    for (Annotation annotation : board.annotations()) {
      annotation(annotation);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("links");
    otherBoards();
    json.writeEndArray();
    json.writeObjectFieldStart("templating");
    json.writeArrayFieldStart("list");
    dataSource();
    for (Variable variable : board.variables()) {
      variable(variable);
    }
    if (board.showsAlerts()) {
      runbooks();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void annotation(Annotation annotation) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", annotation.name());
    PanelJson.dataSource(json);
    json.writeBooleanField("enable", true);
    json.writeStringField("iconColor", annotation.color().grafana());
    json.writeStringField("expr", annotation.query().text());
    json.writeStringField("step", STEP);
    json.writeStringField("titleFormat", annotation.name());
    json.writeStringField("textFormat", annotation.text());
    json.writeEndObject();
  }

  private void otherBoards() throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "dashboards");
    json.writeStringField("title", "Watchbill");
    json.writeStringField("icon", "external link");
    json.writeStringField("tooltip", "The other boards, with the same choices and time range");
    json.writeArrayFieldStart("tags");
    json.writeString(GrafanaJson.TAG);
    json.writeEndArray();
    json.writeBooleanField("asDropdown", true);
    json.writeBooleanField("targetBlank", false);
    json.writeBooleanField("includeVars", true);
    json.writeBooleanField("keepTime", true);
    json.writeEndObject();
  }

  private void dataSource() throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "datasource");
    json.writeStringField("name", "datasource");
    json.writeStringField("label", "data source");
    json.writeStringField("query", "prometheus");
    json.writeEndObject();
  }

  private void variable(Variable variable) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "query");
    json.writeStringField("name", variable.name());
    PanelJson.dataSource(json);
    json.writeStringField("query", variable.values());
    json.writeStringField("definition", variable.values());
    // with several, Grafana escapes a value for the regular expression that it becomes a part of
    json.writeBooleanField("multi", true);
    json.writeBooleanField("includeAll", variable.all());
    if (variable.all()) {
      json.writeStringField("allValue", ".*");
      current("All", "$__all");
    }
    // when the time range changes; alphabetical
    json.writeNumberField("refresh", 2);
    json.writeNumberField("sort", 1);
    json.writeEndObject();
  }

  private void runbooks() throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "textbox");
    json.writeStringField("name", RowLinks.RUNBOOKS);
    json.writeStringField("description", "What stands before the name of an alert's runbook");
    json.writeStringField("query", runbooks);
    current(runbooks, runbooks);
    json.writeEndObject();
  }

  private void current(String text, String value) throws IOException {
    json.writeObjectFieldStart("current");
    json.writeStringField("text", text);
    json.writeStringField("value", value);
    json.writeEndObject();
  }
}
