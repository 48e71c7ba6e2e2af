package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import watchbill.dashboards.Board;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Row;
import watchbill.dashboards.Variable;

/// Writes a board as Grafana's JSON model
/// (<https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/>).
/// The data source is a variable, so that a board works wherever it is imported.
public final class GrafanaJson {
  /// The version of the model that is written: that of Grafana 11.
  private static final int SCHEMA_VERSION = 39;

  private static final int COLUMNS = 24;

  private final JsonGenerator json;
  private int nextId = 1;
  private int x;
  private int y;
  private int lineHeight;

  private GrafanaJson(JsonGenerator json) {
    this.json = json;
  }

  /// The board as text.
  public static String write(Board board) {
    var text = new StringWriter();
    var indent = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    try (var json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
      new GrafanaJson(json).board(board);
    } catch (IOException e) {
      throw new UncheckedIOException("write board " + board.uid(), e);
    }
    return text + "\n";
  }

  private void board(Board board) throws IOException {
    json.writeStartObject();
    json.writeStringField("uid", board.uid());
    json.writeStringField("title", board.title());
    json.writeStringField("description", board.description());
    json.writeArrayFieldStart("tags");
    json.writeString("watchbill");
    json.writeEndArray();
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeBooleanField("editable", false);
    json.writeNumberField("graphTooltip", 1);
    json.writeStringField("refresh", "30s");
    json.writeObjectFieldStart("time");
    json.writeStringField("from", "now-6h");
    json.writeStringField("to", "now");
    json.writeEndObject();
    json.writeObjectFieldStart("annotations");
    json.writeArrayFieldStart("list");
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("templating");
    json.writeArrayFieldStart("list");
    dataSource();
    for (Variable variable : board.variables()) {
      variable(variable);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("panels");
    for (Row row : board.rows()) {
      row(row);
    }
    json.writeEndArray();
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
    json.writeBooleanField("multi", true);
    json.writeBooleanField("includeAll", true);
    json.writeStringField("allValue", ".*");
    json.writeObjectFieldStart("current");
    json.writeStringField("text", "All");
    json.writeStringField("value", "$__all");
    json.writeEndObject();
    // when the time range changes; alphabetical
    json.writeNumberField("refresh", 2);
    json.writeNumberField("sort", 1);
    json.writeEndObject();
  }

  private void row(Row row) throws IOException {
    newLine();
    json.writeStartObject();
    json.writeStringField("type", "row");
    json.writeNumberField("id", nextId++);
    json.writeStringField("title", row.title());
    json.writeBooleanField("collapsed", false);
    place(COLUMNS, 1);
    json.writeArrayFieldStart("panels");
    json.writeEndArray();
    json.writeEndObject();
    for (Panel panel : row.panels()) {
      json.writeStartObject();
      json.writeNumberField("id", nextId++);
      place(panel.width(), panel.height());
      PanelJson.write(panel, json);
      json.writeEndObject();
    }
  }

  /// Puts a panel at the right of the one before, or below when there is no room.
  private void place(int width, int height) throws IOException {
    if (x + width > COLUMNS) {
      newLine();
    }
    json.writeObjectFieldStart("gridPos");
    json.writeNumberField("x", x);
    json.writeNumberField("y", y);
    json.writeNumberField("w", width);
    json.writeNumberField("h", height);
    json.writeEndObject();
    x += width;
    lineHeight = Math.max(lineHeight, height);
  }

  private void newLine() {
    x = 0;
    y += lineHeight;
    lineHeight = 0;
  }
}
