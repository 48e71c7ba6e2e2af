package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Target;

/// Writes how a panel of its kind looks.
final class OptionsJson {
  private final Panel panel;
  private final JsonGenerator json;

  OptionsJson(Panel panel, JsonGenerator json) {
    this.panel = panel;
    this.json = json;
  }

  void write() throws IOException {
    json.writeObjectFieldStart("options");
    switch (panel) {
      case Panel.Stat _ -> stat();
      case Panel.BarGauge _ -> barGauge();
      case Panel.TimeSeries _ -> {
        legend(true);
        tooltip("multi", "desc");
      }
      case Panel.StateTimeline _ -> {
        json.writeStringField("showValue", "never");
        json.writeNumberField("rowHeight", 0.9);
        json.writeBooleanField("mergeValues", true);
        json.writeNumberField("perPage", 20);
        legend(false);
        tooltip("single", "none");
      }
      case Panel.Table table -> table(table.targets());
    }
    json.writeEndObject();
    if (panel instanceof Panel.Table table) {
      json.writeArrayFieldStart("transformations");
      if (table.targets().size() > 1) {
        merge();
      }
      columns(table.targets());
      json.writeEndArray();
    }
  }

  private void stat() throws IOException {
    json.writeStringField("graphMode", "none");
    json.writeStringField("colorMode", "value");
    json.writeStringField("justifyMode", "auto");
    json.writeStringField("textMode", "auto");
    json.writeBooleanField("wideLayout", true);
    json.writeBooleanField("showPercentChange", false);
    json.writeStringField("percentChangeColorMode", "standard");
    json.writeStringField("orientation", "auto");
    lastValue();
  }

  private void barGauge() throws IOException {
    json.writeStringField("displayMode", "basic");
    json.writeStringField("valueMode", "color");
    json.writeStringField("namePlacement", "auto");
    json.writeBooleanField("showUnfilled", true);
    json.writeStringField("sizing", "auto");
    json.writeNumberField("minVizWidth", 8);
    json.writeNumberField("minVizHeight", 16);
    json.writeNumberField("maxVizHeight", 300);
    json.writeStringField("orientation", "horizontal");
    legend(false);
    lastValue();
  }

  private void lastValue() throws IOException {
    json.writeObjectFieldStart("reduceOptions");
    strings("calcs", List.of("lastNotNull"));
    json.writeEndObject();
  }

  private void legend(boolean shown) throws IOException {
    json.writeObjectFieldStart("legend");
    json.writeStringField("displayMode", "list");
    json.writeStringField("placement", "bottom");
    json.writeBooleanField("showLegend", shown);
    strings("calcs", List.of());
    json.writeEndObject();
  }

  private void tooltip(String mode, String sort) throws IOException {
    json.writeObjectFieldStart("tooltip");
    json.writeStringField("mode", mode);
    json.writeStringField("sort", sort);
    json.writeEndObject();
  }

  private void table(List<Target> targets) throws IOException {
    json.writeNumberField("frameIndex", 0);
    json.writeBooleanField("showHeader", true);
    json.writeArrayFieldStart("sortBy");
    json.writeStartObject();
    json.writeStringField("displayName", targets.getFirst().name());
    json.writeBooleanField("desc", true);
    json.writeEndObject();
    json.writeEndArray();
  }

  /// Makes one line of the lines with the same labels.
  private void merge() throws IOException {
    json.writeStartObject();
    json.writeStringField("id", "merge");
    json.writeObjectFieldStart("options");
    json.writeEndObject();
    json.writeEndObject();
  }

  /// The labels in their order, then the values under their names; no time.
  private void columns(List<Target> targets) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", "organize");
    json.writeObjectFieldStart("options");
    json.writeObjectFieldStart("excludeByName");
    json.writeBooleanField("Time", true);
    json.writeEndObject();
    json.writeObjectFieldStart("indexByName");
    int index = 0;
    for (String label : targets.getFirst().query().labels()) {
      json.writeNumberField(label, index++);
    }
    for (int i = 0; i < targets.size(); i++) {
      json.writeNumberField(value(i, targets.size()), index++);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("renameByName");
    for (int i = 0; i < targets.size(); i++) {
      json.writeStringField(value(i, targets.size()), targets.get(i).name());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /// What Grafana calls the column of a query's values.
  private static String value(int index, int of) {
    return of == 1 ? "Value" : "Value #" + PanelJson.refId(index);
  }

  private void strings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
