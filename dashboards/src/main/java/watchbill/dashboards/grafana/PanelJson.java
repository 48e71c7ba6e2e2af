package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Panel.Red;
import watchbill.dashboards.Target;

/// Writes what a panel is, but for its place on the board.
final class PanelJson {
  /// Below it a value is nothing: Prometheus interpolates, so one event may look like less.
  private static final double ANYTHING = 0.001;

  private final Panel panel;
  private final JsonGenerator json;

  private PanelJson(Panel panel, JsonGenerator json) {
    this.panel = panel;
    this.json = json;
  }

  static void write(Panel panel, JsonGenerator json) throws IOException {
    new PanelJson(panel, json).write();
  }

  static void dataSource(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("datasource");
    json.writeStringField("type", "prometheus");
    json.writeStringField("uid", "${datasource}");
    json.writeEndObject();
  }

  private void write() throws IOException {
    json.writeStringField("type", type());
    json.writeStringField("title", panel.title());
    json.writeStringField("description", panel.description());
    dataSource(json);
    targets();
    fieldConfig();
    json.writeObjectFieldStart("options");
    switch (panel) {
      case Panel.Stat _ -> statOptions();
      case Panel.TimeSeries _ -> timeSeriesOptions();
      case Panel.Table table -> tableOptions(table.target());
    }
    json.writeEndObject();
    if (panel instanceof Panel.Table table) {
      columns(table.target());
    }
  }

  private String type() {
    return switch (panel) {
      case Panel.Stat _ -> "stat";
      case Panel.TimeSeries _ -> "timeseries";
      case Panel.Table _ -> "table";
    };
  }

  private void targets() throws IOException {
    boolean now = !(panel instanceof Panel.TimeSeries);
    json.writeArrayFieldStart("targets");
    char refId = 'A';
    for (Target target : panel.targets()) {
      json.writeStartObject();
      json.writeStringField("refId", String.valueOf(refId++));
      dataSource(json);
      json.writeStringField("expr", target.query().text());
      json.writeStringField("legendFormat", target.legend());
      json.writeBooleanField("instant", now);
      json.writeBooleanField("range", !now);
      json.writeStringField("format", panel instanceof Panel.Table ? "table" : "time_series");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void fieldConfig() throws IOException {
    json.writeObjectFieldStart("fieldConfig");
    json.writeObjectFieldStart("defaults");
    json.writeStringField("unit", panel.measure().unit().grafana());
    switch (panel) {
      case Panel.Stat stat -> thresholds(stat.red());
      case Panel.TimeSeries lines -> lineStyle(lines.stacked());
      case Panel.Table _ -> {}
    }
    json.writeEndObject();
    json.writeArrayFieldStart("overrides");
    json.writeEndArray();
    json.writeEndObject();
  }

  private void thresholds(Red red) throws IOException {
    json.writeObjectFieldStart("thresholds");
    json.writeStringField("mode", "absolute");
    json.writeArrayFieldStart("steps");
    switch (red) {
      case NONE -> step(null, "text");
      case ABOVE_ZERO -> {
        step(null, "green");
        step(ANYTHING, "red");
      }
      case BELOW_ONE -> {
        step(null, "red");
        step(1.0, "green");
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void step(@Nullable Double from, String color) throws IOException {
    json.writeStartObject();
    json.writeFieldName("value");
    if (from == null) {
      json.writeNull();
    } else {
      json.writeNumber(from);
    }
    json.writeStringField("color", color);
    json.writeEndObject();
  }

  private void lineStyle(boolean stacked) throws IOException {
    json.writeNumberField("min", 0);
    json.writeObjectFieldStart("custom");
    json.writeStringField("drawStyle", "line");
    json.writeNumberField("lineWidth", 1);
    json.writeNumberField("fillOpacity", stacked ? 30 : 0);
    json.writeStringField("showPoints", "never");
    json.writeObjectFieldStart("stacking");
    json.writeStringField("mode", stacked ? "normal" : "none");
    json.writeEndObject();
    json.writeEndObject();
  }

  private void statOptions() throws IOException {
    json.writeStringField("graphMode", "none");
    json.writeStringField("colorMode", "value");
    json.writeStringField("justifyMode", "auto");
    json.writeStringField("textMode", "auto");
    json.writeBooleanField("wideLayout", true);
    json.writeBooleanField("showPercentChange", false);
    json.writeStringField("percentChangeColorMode", "standard");
    json.writeStringField("orientation", "auto");
    json.writeObjectFieldStart("reduceOptions");
    strings("calcs", List.of("lastNotNull"));
    json.writeEndObject();
  }

  private void timeSeriesOptions() throws IOException {
    json.writeObjectFieldStart("legend");
    json.writeStringField("displayMode", "list");
    json.writeStringField("placement", "bottom");
    json.writeBooleanField("showLegend", true);
    strings("calcs", List.of());
    json.writeEndObject();
    json.writeObjectFieldStart("tooltip");
    json.writeStringField("mode", "multi");
    json.writeStringField("sort", "desc");
    json.writeEndObject();
  }

  private void tableOptions(Target target) throws IOException {
    json.writeNumberField("frameIndex", 0);
    json.writeBooleanField("showHeader", true);
    json.writeArrayFieldStart("sortBy");
    json.writeStartObject();
    json.writeStringField("displayName", target.name());
    json.writeBooleanField("desc", true);
    json.writeEndObject();
    json.writeEndArray();
  }

  /// The labels in their order, then the value under its name; no time.
  private void columns(Target target) throws IOException {
    json.writeArrayFieldStart("transformations");
    json.writeStartObject();
    json.writeStringField("id", "organize");
    json.writeObjectFieldStart("options");
    json.writeObjectFieldStart("excludeByName");
    json.writeBooleanField("Time", true);
    json.writeEndObject();
    json.writeObjectFieldStart("indexByName");
    int index = 0;
    for (String label : target.query().labels()) {
      json.writeNumberField(label, index++);
    }
    json.writeNumberField("Value", index);
    json.writeEndObject();
    json.writeObjectFieldStart("renameByName");
    json.writeStringField("Value", target.name());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void strings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
