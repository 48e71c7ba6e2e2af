package watchbill.dashboards.grafana;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Color;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Panel.StateTimeline.Band;
import watchbill.dashboards.Target;

/// Writes what holds of some of a panel's series or columns only: units, colors and links.
final class OverridesJson {
  private final BoardName board;
  private final Panel panel;
  private final JsonGenerator json;

  OverridesJson(BoardName board, Panel panel, JsonGenerator json) {
    this.board = board;
    this.panel = panel;
    this.json = json;
  }

  void write() throws IOException {
    switch (panel) {
      case Panel.Table table -> columns(table);
      case Panel.StateTimeline timeline -> {
        bands(timeline.bands());
        seriesLinks();
      }
      case Panel.Stat _, Panel.BarGauge _, Panel.TimeSeries _ -> seriesLinks();
    }
  }

  private void columns(Panel.Table table) throws IOException {
    for (Target target : table.targets()) {
      matching("byName", target.name());
      json.writeStringField("id", "unit");
      json.writeStringField("value", GrafanaUnit.of(target.query().measure()));
      end();
    }
    for (Map.Entry<String, RowLinks.Link> link : new RowLinks(board, table).all().entrySet()) {
      matching("byName", link.getKey());
      links(List.of(link.getValue()));
      end();
    }
  }

  private void bands(List<Band> bands) throws IOException {
    for (int i = 0; i < bands.size(); i++) {
      matching("byFrameRefID", PanelJson.refId(i));
      json.writeStringField("id", "mappings");
      json.writeArrayFieldStart("value");
      nothing();
      something(bands.get(i).color());
      json.writeEndArray();
      end();
    }
  }

  private void seriesLinks() throws IOException {
    Collection<RowLinks.Link> links = new RowLinks(board, panel).all().values();
    if (!links.isEmpty()) {
      matching("byType", "number");
      links(links);
      end();
    }
  }

  private void links(Collection<RowLinks.Link> links) throws IOException {
    json.writeStringField("id", "links");
    json.writeArrayFieldStart("value");
    for (RowLinks.Link link : links) {
      json.writeStartObject();
      json.writeStringField("title", link.title());
      json.writeStringField("url", link.address());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void nothing() throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "value");
    json.writeObjectFieldStart("options");
    json.writeObjectFieldStart("0");
    json.writeStringField("text", "");
    json.writeStringField("color", "transparent");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void something(Color color) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "range");
    json.writeObjectFieldStart("options");
    json.writeNullField("from");
    json.writeNullField("to");
    json.writeObjectFieldStart("result");
    json.writeStringField("color", color.grafana());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void matching(String how, String what) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("matcher");
    json.writeStringField("id", how);
    json.writeStringField("options", what);
    json.writeEndObject();
    json.writeArrayFieldStart("properties");
    json.writeStartObject();
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
