package watchbill.cli.boards;

import java.util.Locale;

/// A drawing that is being made, as SVG.
final class Svg {
  private final StringBuilder text = new StringBuilder();
  private final double width;
  private final double height;

  Svg(double width, double height) {
    this.width = width;
    this.height = height;
  }

  void rectangle(double x, double y, double w, double h, String color) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
            x,
            y,
            w,
            h,
            color));
  }

  void line(double x1, double y1, double x2, double y2) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e7ec\"/>",
            x1,
            y1,
            x2,
            y2));
  }

  /// A line through points, `x,y x,y`.
  void path(String points, String color) {
    text.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>"
            .formatted(points, color));
  }

  /// A filled shape between points, `x,y x,y`.
  void shape(String points, String color) {
    text.append(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.35\" stroke=\"%s\"/>"
            .formatted(points, color, color));
  }

  /// Words; `anchor` is `start`, `middle` or `end`.
  void words(double x, double y, int size, String anchor, String color, String words) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
            x,
            y,
            size,
            anchor,
            color,
            escaped(words)));
  }

  /// The drawing.
  String text() {
    return String.format(Locale.ROOT, "<svg width=\"%.0f\" height=\"%.0f\">", width, height)
        + text
        + "</svg>";
  }

  /// Text as it stands in HTML and SVG.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
