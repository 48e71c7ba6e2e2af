package watchbill.cli.boards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import watchbill.cli.boards.DrawnLines.Series;
import watchbill.cli.boards.PanelFile.Asked;

/// A panel as HTML, with what was answered to its queries.
final class DrawnPanel {
  private static final int LINE = 21;

  private final PanelFile panel;
  private final Map<Asked, List<Answered>> answers;
  private final double width;
  private final double height;

  /// @param width of what is under the title, in pixels
  /// @param height of the same
  DrawnPanel(PanelFile panel, Map<Asked, List<Answered>> answers, double width, double height) {
    this.panel = panel;
    this.answers = answers;
    this.width = width;
    this.height = height;
  }

  /// What stands under the title.
  ///
  /// @param from the begin of the time axis, in seconds since the epoch
  /// @param to its end
  String html(double from, double to) {
    DrawnLines lines = new DrawnLines(panel, width, height, from, to);
    return switch (panel.type()) {
      case "stat" -> stat();
      case "bargauge" -> bars();
      case "timeseries" -> lines.lines(series());
      case "state-timeline" -> lines.bars(series());
      case "table" -> table();
      default -> throw new IllegalArgumentException("cannot draw a panel of type " + panel.type());
    };
  }

  private List<Series> series() {
    List<Series> series = new ArrayList<>();
    answers.forEach((query, answered) ->
        answered.forEach(one ->
            series.add(
                new Series(one.named(query.legend()), Palette.ofBars(query.ref(), panel), one))));
    return series;
  }

  private String stat() {
    List<Series> series = series();
    Svg svg = new Svg(width, height);
    int shown = Math.min(series.size(), 6);
    for (int i = 0; i < shown; i++) {
      double value = series.get(i).answered().last();
      double x = width * (2 * i + 1) / (2.0 * shown);
      int size = shown == 1 ? 38 : shown < 4 ? 26 : 18;
      String number = UnitText.of(value, panel.unit());
      svg.words(x, height * 0.6, size, "middle", Palette.of(value, panel), number);
      if (shown > 1) {
        svg.words(x, height - 6, 11, "middle", Palette.FAINT, series.get(i).name());
      }
    }
    return svg.text();
  }

  private String bars() {
    List<Series> series =
        series().stream()
            .sorted(Comparator.comparingDouble((Series one) -> -one.answered().last()))
            .limit((long) (height / LINE))
            .toList();
    double most =
        panel.json().at("/fieldConfig/defaults/max").isMissingNode()
            ? series.stream().mapToDouble(one -> one.answered().last()).max().orElse(1)
            : panel.json().at("/fieldConfig/defaults/max").asDouble();
    Svg svg = new Svg(width, height);
    double left = width * 0.36;
    double room = width - left - 80;
    for (int i = 0; i < series.size(); i++) {
      double value = series.get(i).answered().last();
      String color = Palette.of(value, panel);
      double y = i * LINE;
      svg.words(left - 8, y + 14, 11, "end", Palette.TEXT, series.get(i).name());
      svg.rectangle(left, y + 3, room, LINE - 6, "#eef1f5");
      svg.rectangle(left, y + 3, Math.max(0, Math.min(1, value / most)) * room, LINE - 6, color);
      svg.words(width - 72, y + 14, 11, "start", color, UnitText.of(value, panel.unit()));
    }
    return svg.text();
  }

  private String table() {
    Map<String, Map<Asked, Double>> lines = new LinkedHashMap<>();
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    answers.forEach((query, answered) ->
        answered.forEach(one -> {
          String key = new TreeMap<>(one.labels()).toString();
          lines.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(query, one.last());
          labels.put(key, one.labels());
        }));
    Asked first = answers.keySet().iterator().next();
    List<String> columns = columns();
    StringBuilder html = new StringBuilder("<table><tr>");
    columns.forEach(column -> html.append("<th>").append(Svg.escaped(column)).append("</th>"));
    answers
        .keySet()
        .forEach(query ->
            html.append("<th class=\"n\">").append(Svg.escaped(name(query))).append("</th>"));
    html.append("</tr>");
    lines.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Map<Asked, Double>> line) ->
                -line.getValue().getOrDefault(first, Double.NEGATIVE_INFINITY)))
        .limit((long) (height / LINE) - 1)
        .forEach(line ->
            html.append(
                row(columns, labels.getOrDefault(line.getKey(), Map.of()), line.getValue())));
    return html.append("</table>").toString();
  }

  private String row(List<String> columns, Map<String, String> labels, Map<Asked, Double> values) {
    return columns.stream()
            .map(column -> "<td>" + Svg.escaped(labels.getOrDefault(column, "")) + "</td>")
            .collect(Collectors.joining("", "<tr>", ""))
        + answers.keySet().stream()
            .map(query ->
                "<td class=\"n\">"
                    + (values.containsKey(query)
                        ? Svg.escaped(UnitText.of(values.get(query), unit(query)))
                        : "")
                    + "</td>")
            .collect(Collectors.joining("", "", "</tr>"));
  }

  /// The labels that have a column, in their order.
  private List<String> columns() {
    JsonNode order = organized().path("indexByName");
    return order.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !name.startsWith("Value"))
        .toList();
  }

  private String name(Asked query) {
    JsonNode names = organized().path("renameByName");
    return names.path("Value #" + query.ref()).asText(names.path("Value").asText());
  }

  private String unit(Asked query) {
    for (JsonNode override : panel.json().at("/fieldConfig/overrides")) {
      if (override.at("/matcher/options").asText().equals(name(query))
          && override.at("/properties/0/id").asText().equals("unit")) {
        return override.at("/properties/0/value").asText();
      }
    }
    return panel.unit();
  }

  private JsonNode organized() {
    JsonNode organized = panel.json().path("transformations");
    return organized.path(organized.size() - 1).path("options");
  }
}
