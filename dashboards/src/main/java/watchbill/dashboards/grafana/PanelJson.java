package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Color;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;

/// Writes what a panel is, but for its place on the board.
final class PanelJson {
  private final BoardName board;
  private final Panel panel;
  private final JsonGenerator json;

  PanelJson(BoardName board, Panel panel, JsonGenerator json) {
    this.board = board;
    this.panel = panel;
    this.json = json;
  }

  static void dataSource(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("datasource");
    json.writeStringField("type", "prometheus");
    json.writeStringField("uid", "${datasource}");
    json.writeEndObject();
  }

  /// The letter that a query is referred to by: `A` is the first.
  static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }

  void write() throws IOException {
    json.writeStringField("type", type());
    json.writeStringField("title", panel.title());
    json.writeStringField("description", panel.description());
    dataSource(json);
    targets();
    json.writeObjectFieldStart("fieldConfig");
    json.writeObjectFieldStart("defaults");
    defaults();
    json.writeEndObject();
    json.writeArrayFieldStart("overrides");
    new OverridesJson(board, panel, json).write();
    json.writeEndArray();
    json.writeEndObject();
    new OptionsJson(panel, json).write();
  }

  private String type() {
    return switch (panel) {
      case Panel.Stat _ -> "stat";
      case Panel.BarGauge _ -> "bargauge";
      case Panel.TimeSeries _ -> "timeseries";
      case Panel.StateTimeline _ -> "state-timeline";
      case Panel.Table _ -> "table";
    };
  }

  private void targets() throws IOException {
    json.writeArrayFieldStart("targets");
    List<Target> targets = panel.targets();
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      json.writeStartObject();
      json.writeStringField("refId", refId(i));
      dataSource(json);
      json.writeStringField("expr", target.expression());
      json.writeStringField("legendFormat", panel.legend(target));
      json.writeBooleanField("instant", panel.instant());
      json.writeBooleanField("range", !panel.instant());
      json.writeStringField("format", panel instanceof Panel.Table ? "table" : "time_series");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void defaults() throws IOException {
    json.writeStringField("unit", GrafanaUnit.of(panel.measure()));
    switch (panel) {
      case Panel.Stat stat -> thresholds(stat.thresholds());
      case Panel.BarGauge bars -> {
        json.writeNumberField("min", 0);
        if (GrafanaUnit.of(bars.measure()).equals("percentunit")) {
          json.writeNumberField("max", 1);
        }
        thresholds(bars.thresholds());
      }
      case Panel.TimeSeries lines -> lineStyle(lines.stacked());
      case Panel.StateTimeline _, Panel.Table _ -> {}
    }
  }

  private void thresholds(Thresholds thresholds) throws IOException {
    json.writeObjectFieldStart("thresholds");
    json.writeStringField("mode", "absolute");
    json.writeArrayFieldStart("steps");
    step(null, thresholds.base());
    for (Thresholds.Step step : thresholds.steps()) {
      step(step.from(), step.color());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void step(@Nullable Double from, Color color) throws IOException {
    json.writeStartObject();
    json.writeFieldName("value");
    if (from == null) {
      json.writeNull();
    } else {
      json.writeNumber(from);
    }
    json.writeStringField("color", color.grafana());
    json.writeEndObject();
  }

  private void lineStyle(boolean stacked) throws IOException {
    json.writeObjectFieldStart("custom");
    json.writeStringField("drawStyle", "line");
    json.writeNumberField("lineWidth", 1);
    json.writeNumberField("fillOpacity", stacked ? 30 : 0);
    json.writeStringField("showPoints", "auto");
    // the axis begins at 0, unless something is below
    json.writeNumberField("axisSoftMin", 0);
    json.writeObjectFieldStart("stacking");
    json.writeStringField("mode", stacked ? "normal" : "none");
    json.writeEndObject();
    json.writeEndObject();
  }
}
