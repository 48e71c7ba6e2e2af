package watchbill.cli.boards;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import watchbill.cli.boards.PanelFile.Asked;

/// A board as one HTML page. It is our own drawing, which knows what Grafana's panels mean, and not
/// Grafana's.
final class DrawnBoard {
  static final int WIDTH = 1280;

  /// Seconds within which a value is of now.
  private static final int NOW = 6;

  private static final int COLUMNS = 24;
  private static final int ROW = 30;
  private static final int TOP = 64;
  private static final int TITLE = 26;
  private static final int PADDING = 10;

  private static final String STYLE =
      """
      body { margin: 0; background: #f2f4f7; font: 13px 'DejaVu Sans', sans-serif; color: #1f2733 }
      h1 { font-size: 18px; margin: 0; position: absolute; left: 12px; top: 12px }
      p { margin: 0; position: absolute; left: 12px; top: 38px; color: #667085 }
      div { position: absolute; box-sizing: border-box; overflow: hidden }
      .panel { background: #fff; border: 1px solid #e4e7ec; padding: 5px 10px }
      .row { font-weight: bold; padding-top: 8px }
      h2 { font-size: 12px; margin: 0; height: 21px; white-space: nowrap }
      table { border-collapse: collapse; width: 100%; font-size: 11px }
      td, th { text-align: left; height: 20px; padding: 0 8px 0 0; border-bottom: 1px solid #e4e7ec;
        white-space: nowrap }
      th { color: #667085; font-weight: normal }
      .n { text-align: right }
      """;

  private final BoardFile board;

  DrawnBoard(BoardFile board) {
    this.board = board;
  }

  /// How high the page is, in pixels.
  int height() {
    return TOP
        + ROW
            * board.panels().stream()
                .mapToInt(panel -> panel.place("y") + panel.place("h"))
                .max()
                .orElse(0);
  }

  /// The page, with what the Prometheus says now.
  String html(WatchedDemo watched) throws IOException, InterruptedException {
    double to = Instant.now().getEpochSecond();
    StringBuilder html =
        new StringBuilder(
            "<!doctype html><meta charset=\"utf-8\"><style>%s</style><h1>%s</h1><p>%s</p>"
                .formatted(STYLE, Svg.escaped(board.title()), Svg.escaped(board.description())));
    for (PanelFile panel : board.panels()) {
      html.append(placed(panel, watched, to));
    }
    return html.toString();
  }

  /// Of a panel that shows what is now, the series that still are.
  private static List<Answered> shown(List<Answered> answered, PanelFile panel, double to) {
    boolean now = panel.json().at("/targets/0/instant").asBoolean();
    return answered.stream().filter(one -> !now || one.values().lastKey() > to - NOW).toList();
  }

  private static String placed(PanelFile panel, WatchedDemo watched, double to)
      throws IOException, InterruptedException {
    double column = (double) WIDTH / COLUMNS;
    double width = panel.place("w") * column - 8;
    double height = panel.place("h") * ROW - 8.0;
    boolean heading = panel.type().equals("row");
    String inside;
    if (heading) {
      inside = Svg.escaped(panel.title());
    } else {
      Map<Asked, List<Answered>> answers = new LinkedHashMap<>();
      for (Asked query : panel.queries()) {
        answers.put(query, shown(watched.ask(query.expression(), WatchedDemo.ALL), panel, to));
      }
      double room = height - TITLE - PADDING;
      DrawnPanel drawn = new DrawnPanel(panel, answers, width - 2 * PADDING, room);
      inside =
          "<h2>%s</h2>%s"
              .formatted(
                  Svg.escaped(panel.title()),
                  drawn.html((double) watched.started().getEpochSecond(), to));
    }
    return String.format(
        Locale.ROOT,
        "<div class=\"%s\" style=\"left:%.0fpx;top:%dpx;width:%.0fpx;height:%.0fpx\">%s</div>",
        heading ? "row" : "panel",
        panel.place("x") * column + 4,
        TOP + panel.place("y") * ROW,
        width,
        heading ? ROW : height,
        inside);
  }
}
