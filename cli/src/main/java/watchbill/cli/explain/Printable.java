package watchbill.cli.explain;

/// Makes texts of outside origin fit to be printed.
public final class Printable {
  private Printable() {}

  /// The text on one line, without what a terminal would take as an order.
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isOrder(point) ? '?' : point)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isOrder(int point) {
    return Character.isISOControl(point)
        || switch (Character.getType(point)) {
          case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
          default -> false;
        };
  }
}
