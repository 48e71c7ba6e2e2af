package watchbill.cli.bill;

import java.util.Arrays;

/// Makes texts of outside origin fit for a table.
final class Fitting {
  private Fitting() {}

  /// The text without what a terminal would take as an order.
  static String printable(String text) {
    int[] points =
        text.codePoints()
            .map(point ->
                Character.isISOControl(point) || Character.getType(point) == Character.FORMAT
                    ? '?'
                    : point)
            .toArray();
    return new String(points, 0, points.length);
  }

  /// The text in no more than `width` characters: its middle becomes an ellipsis, since names are
  /// often told apart by their ends.
  static String cut(String text, int width) {
    int[] points = text.codePoints().toArray();
    if (points.length <= width) {
      return text;
    }
    int tail = (width - 1) / 2;
    int head = width - 1 - tail;
    return new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
  }

  /// The text at the left of so many characters.
  static String left(String text, int width) {
    return text + blanks(width - length(text));
  }

  /// The text at the right of so many characters.
  static String right(String text, int width) {
    return blanks(width - length(text)) + text;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String blanks(int count) {
    char[] blanks = new char[Math.max(0, count)];
    Arrays.fill(blanks, ' ');
    return new String(blanks);
  }
}
