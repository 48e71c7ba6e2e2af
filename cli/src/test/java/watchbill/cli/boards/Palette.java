package watchbill.cli.boards;

import com.fasterxml.jackson.databind.JsonNode;

/// Colors.
final class Palette {
  static final String TEXT = "#1f2733";
  static final String FAINT = "#667085";

  private static final String[] SERIES = {
    "#3274d9", "#e0752d", "#2f9e57", "#c4162a", "#8f3bb8", "#d9a400", "#1aa3a3", "#e55b9c",
    "#6b7a1f", "#7a5c45"
  };

  private Palette() {}

  /// The color of a line.
  static String series(int number) {
    return SERIES[number % SERIES.length];
  }

  /// A color by Grafana's word for it.
  static String named(String name) {
    return switch (name) {
      case "green" -> "#2f9e57";
      case "red" -> "#c4162a";
      case "orange" -> "#e0752d";
      case "yellow" -> "#d9a400";
      case "blue" -> "#3274d9";
      case "purple" -> "#8f3bb8";
      default -> TEXT;
    };
  }

  /// The color of a value by the thresholds of its panel.
  static String of(double value, PanelFile panel) {
    String color = "text";
    for (JsonNode step : panel.json().at("/fieldConfig/defaults/thresholds/steps")) {
      if (step.path("value").isNull() || value >= step.path("value").asDouble()) {
        color = step.path("color").asText();
      }
    }
    return named(color);
  }

  /// The color of the bars of a query in a state timeline.
  static String ofBars(String ref, PanelFile panel) {
    for (JsonNode override : panel.json().at("/fieldConfig/overrides")) {
      if (override.at("/matcher/options").asText().equals(ref)) {
        return named(override.at("/properties/0/value/1/options/result/color").asText());
      }
    }
    return named("blue");
  }
}
