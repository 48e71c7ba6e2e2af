package watchbill.cli.boards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a panel shows over time: lines, areas upon each other, or bars in rows.
final class DrawnLines {
  private static final int LEFT = 70;
  private static final int RIGHT = 12;
  private static final int BOTTOM = 20;
  private static final int LEGEND = 18;
  private static final int TICKS = 4;
  private static final double GAP_SECONDS = 7;

  private final PanelFile panel;
  private final double width;
  private final double height;
  private final double from;
  private final double to;

  DrawnLines(PanelFile panel, double width, double height, double from, double to) {
    this.panel = panel;
    this.width = width;
    this.height = height;
    this.from = from;
    this.to = to;
  }

  /// Lines, or areas where the panel stacks.
  String lines(List<Series> series) {
    boolean stacked =
        panel.json().at("/fieldConfig/defaults/custom/stacking/mode").asText().equals("normal");
    List<TreeMap<Double, Double>> tops = new ArrayList<>();
    TreeMap<Double, Double> below = new TreeMap<>();
    for (Series one : series) {
      TreeMap<Double, Double> top = new TreeMap<>(one.answered().values());
      if (stacked) {
        for (Map.Entry<Double, Double> value : below.entrySet()) {
          top.merge(value.getKey(), value.getValue(), Double::sum);
        }
        below = top;
      }
      tops.add(top);
    }
    double most = tops.stream().flatMap(top -> top.values().stream()).reduce(0.0, Math::max);
    double least = tops.stream().flatMap(top -> top.values().stream()).reduce(0.0, Math::min);
    double above = most > least ? most + (most - least) * 0.05 : least + 1;
    Svg svg = new Svg(width, height);
    axes(svg, least, above);
    for (int i = tops.size() - 1; i >= 0; i--) {
      if (stacked) {
        StringBuilder points = new StringBuilder(points(tops.get(i), least, above));
        TreeMap<Double, Double> floor = i == 0 ? new TreeMap<>() : tops.get(i - 1);
        for (double at : tops.get(i).descendingKeySet()) {
          points.append(point(at, floor.getOrDefault(at, 0.0), least, above));
        }
        svg.shape(points.toString(), Palette.series(i));
      } else {
        path(svg, tops.get(i), least, above, Palette.series(i));
      }
    }
    legend(svg, series);
    return svg.text();
  }

  /// A row of bars for each series, where it is not 0.
  String bars(List<Series> series) {
    Svg svg = new Svg(width, height);
    double rows = Math.max(1, Math.min(series.size(), Math.floor((height - BOTTOM) / 16)));
    double rowHeight = Math.min(26, (height - BOTTOM) / rows);
    double left = 230;
    for (int i = 0; i < rows && i < series.size(); i++) {
      double y = i * rowHeight;
      svg.words(
          left - 8,
          y + rowHeight * 0.65,
          11,
          "end",
          Palette.TEXT,
          shortened(series.get(i).name(), 36));
      for (Map.Entry<Double, Double> value : series.get(i).answered().values().entrySet()) {
        if (value.getValue() != 0) {
          double x = left + (value.getKey() - from) / (to - from) * (width - left - RIGHT);
          double step = 2 / (to - from) * (width - left - RIGHT);
          svg.rectangle(x, y + 2, step + 0.5, rowHeight - 4, series.get(i).color());
        }
      }
    }
    times(svg, left);
    return svg.text();
  }

  private void axes(Svg svg, double least, double above) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = least + (above - least) * tick / TICKS;
      double y = y(value, least, above);
      svg.line(LEFT, y, width - RIGHT, y);
      svg.words(LEFT - 6, y + 4, 11, "end", Palette.FAINT, UnitText.of(value, panel.unit()));
    }
    times(svg, LEFT);
  }

  private void times(Svg svg, double left) {
    double y = height - LEGEND - 4;
    for (int tick = 0; tick <= TICKS; tick++) {
      double at = from + (to - from) * tick / TICKS;
      double x = left + (width - left - RIGHT) * tick / TICKS;
      String anchor = tick == 0 ? "start" : tick == TICKS ? "end" : "middle";
      String time = Instant.ofEpochSecond((long) at).toString().substring(11, 19);
      svg.words(x, y, 11, anchor, Palette.FAINT, time);
    }
  }

  private void legend(Svg svg, List<Series> series) {
    double x = LEFT;
    for (int i = 0; i < series.size(); i++) {
      String name = shortened(series.get(i).name(), 30);
      double needs = 22 + 6.2 * name.length();
      if (x + needs > width - 30 && i < series.size()) {
        svg.words(x, height - 4, 11, "start", Palette.FAINT, "+" + (series.size() - i));
        return;
      }
      svg.rectangle(x, height - 10, 10, 4, Palette.series(i));
      svg.words(x + 14, height - 4, 11, "start", Palette.TEXT, name);
      x += needs;
    }
  }

  private void path(
      Svg svg, SortedMap<Double, Double> values, double least, double above, String color) {
    TreeMap<Double, Double> piece = new TreeMap<>();
    for (Map.Entry<Double, Double> value : values.entrySet()) {
      if (!piece.isEmpty() && value.getKey() - piece.lastKey() > GAP_SECONDS) {
        svg.path(points(piece, least, above), color);
        piece.clear();
      }
      piece.put(value.getKey(), value.getValue());
    }
    svg.path(points(piece, least, above), color);
  }

  private String points(SortedMap<Double, Double> values, double least, double above) {
    StringBuilder points = new StringBuilder();
    values.forEach((at, value) -> points.append(point(at, value, least, above)));
    return points.toString();
  }

  private String point(double at, double value, double least, double above) {
    double x = LEFT + (at - from) / (to - from) * (width - LEFT - RIGHT);
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y(value, least, above));
  }

  private double y(double value, double least, double above) {
    double low = height - LEGEND - BOTTOM;
    return low - (value - least) / (above - least) * (low - 6);
  }

  private static String shortened(String name, int most) {
    return name.length() <= most ? name : name.substring(0, most - 1) + "…";
  }

  /// A series that is drawn.
  record Series(String name, String color, Answered answered) {}
}
