package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import watchbill.dashboards.Board;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Row;

/// Writes a board as Grafana's JSON model
/// (<https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/>).
/// The data source is a variable, so that a board works wherever it is imported.
public final class GrafanaJson {
  /// What all boards of the house are tagged with.
  static final String TAG = "watchbill";

  /// The version of the model that is written: that of Grafana 11.
  private static final int SCHEMA_VERSION = 39;

  private final Board board;
  private final JsonGenerator json;
  private int nextId = 1;
  private int x;
  private int y;
  private int lineHeight;

  private GrafanaJson(Board board, JsonGenerator json) {
    this.board = board;
    this.json = json;
  }

  /// The board as text for people and for comparisons.
  ///
  /// @param runbooks what stands before a runbook's file name
  public static String write(Board board, String runbooks) {
    var indent = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    return written(board, runbooks, printer) + "\n";
  }

  /// The board in one line, for an object that has to be small.
  ///
  /// @param runbooks what stands before a runbook's file name
  static String compact(Board board, String runbooks) {
    return written(board, runbooks, new MinimalPrettyPrinter());
  }

  private static String written(Board board, String runbooks, PrettyPrinter printer) {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
      new GrafanaJson(board, json).board(runbooks);
    } catch (IOException e) {
      throw new UncheckedIOException("write board " + board.name(), e);
    }
    return text.toString();
  }

  private void board(String runbooks) throws IOException {
    json.writeStartObject();
    json.writeStringField("uid", board.name().uid());
    json.writeStringField("title", board.name().title());
    json.writeStringField("description", board.description());
    json.writeArrayFieldStart("tags");
    json.writeString(TAG);
    json.writeEndArray();
    json.writeNumberField("schemaVersion", SCHEMA_VERSION);
    json.writeBooleanField("editable", false);
    json.writeNumberField("graphTooltip", 1);
    json.writeStringField("refresh", "30s");
    json.writeObjectFieldStart("time");
    json.writeStringField("from", "now-6h");
    json.writeStringField("to", "now");
    json.writeEndObject();
    new ControlsJson(board, runbooks, json).write();
    json.writeArrayFieldStart("panels");
    for (Row row : board.rows()) {
      row(row);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void row(Row row) throws IOException {
    newLine();
    json.writeStartObject();
    json.writeStringField("type", "row");
    json.writeNumberField("id", nextId++);
    json.writeStringField("title", row.title());
    json.writeBooleanField("collapsed", false);
    place(Panel.COLUMNS, 1);
    json.writeArrayFieldStart("panels");
    json.writeEndArray();
    json.writeEndObject();
    for (Panel panel : row.panels()) {
      json.writeStartObject();
      json.writeNumberField("id", nextId++);
      place(row.width(panel), panel.height());
      new PanelJson(board.name(), panel, json).write();
      json.writeEndObject();
    }
  }

  /// Puts a panel at the right of the one before, or below when there is no room.
  private void place(int width, int height) throws IOException {
    if (x + width > Panel.COLUMNS) {
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
