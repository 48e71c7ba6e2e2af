package watchbill.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A part of the terminal that is written again and again in place; where there is no terminal,
/// plain lines. One thread.
final class Terminal {
  private static final String CLEAR_BELOW = "\u001B[J";
  private static final String BOLD = "\u001B[1m";
  private static final String RED = "\u001B[31m";
  private static final String RESET = "\u001B[0m";
  private static final int COLUMNS = 110;

  private final PrintWriter out;
  private final boolean live;
  private final boolean coloured;
  private final int width;
  private int drawn;

  private Terminal(PrintWriter out, boolean live, boolean coloured, int width) {
    this.out = out;
    this.live = live;
    this.coloured = coloured;
    this.width = width;
  }

  /// Whether this process talks to a terminal.
  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// What this process is connected to.
  static Terminal of(PrintWriter out) {
    return new Terminal(out, isLively(), isColoured(), columns(COLUMNS));
  }

  /// Whether what is written may have colours. `NO_COLOR` (https://no-color.org) is respected.
  static boolean isColoured() {
    String noColor = System.getenv("NO_COLOR");
    return isLively() && (noColor == null || noColor.isEmpty());
  }

  private static boolean isLively() {
    return isThere() && !"dumb".equals(System.getenv("TERM"));
  }

  /// Whether [#draw] writes in place.
  boolean isLive() {
    return live;
  }

  /// Writes a line that stays, above what is drawn.
  void say(String line) {
    erase();
    out.println(line);
    out.flush();
  }

  /// Writes these lines in place of those drawn before.
  void draw(List<String> lines) {
    erase();
    List<String> fitting = new ArrayList<>();
    for (String line : lines) {
      fitting.add(line.length() > width ? line.substring(0, width - 1) + "…" : line);
    }
    fitting.forEach(line -> out.println(accented(line)));
    out.flush();
    drawn = live ? fitting.size() : 0;
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\u001B[%dA\r".formatted(drawn) + CLEAR_BELOW);
      drawn = 0;
    }
  }

  private String accented(String line) {
    if (!coloured) {
      return line;
    }
    if (line.startsWith("  STUCK")) {
      return red(line);
    }
    return line.startsWith(" ") ? line : bold(line);
  }

  /// The line in red; where [#isColoured].
  static String red(String line) {
    return RED + line + RESET;
  }

  /// The line in bold type; where [#isColoured].
  static String bold(String line) {
    return BOLD + line + RESET;
  }

  /// How many characters a line has: `COLUMNS`, or else as many as given.
  static int columns(int otherwise) {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9][0-9]{1,3}")
        ? Integer.parseInt(columns)
        : otherwise;
  }
}
