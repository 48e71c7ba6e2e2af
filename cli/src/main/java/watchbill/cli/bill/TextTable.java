package watchbill.cli.bill;

import java.util.ArrayList;
import java.util.List;

/// Lines of cells in aligned columns: names at the left, numbers at the right. Where it is too
/// wide, the widest names are cut; numbers never are.
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  private final int names;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param names how many columns, from the first on, are names
  TextTable(int names) {
    this.names = names;
  }

  /// One more row; every row has as many cells as the first.
  void add(List<String> cells) {
    rows.add(cells);
  }

  /// The rows in no more than `width` characters, as far as names can be cut.
  List<String> lines(int width) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(names(row, widths));
      for (int i = names; i < widths.length; i++) {
        line.append(GAP).append(Fitting.right(row.get(i), widths[i]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private String names(List<String> row, int[] widths) {
    if (isSpanning(row)) {
      int all = GAP.length() * (names - 1);
      for (int i = 0; i < names; i++) {
        all += widths[i];
      }
      return Fitting.left(Fitting.cut(row.getFirst(), all), all);
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < names; i++) {
      cells.add(Fitting.left(Fitting.cut(row.get(i), widths[i]), widths[i]));
    }
    return String.join(GAP, cells);
  }

  private boolean isSpanning(List<String> row) {
    return names > 1 && row.subList(1, names).stream().allMatch(String::isEmpty);
  }

  private int[] widths(int width) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = isSpanning(row) ? names : 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Fitting.length(row.get(i)));
      }
    }
    int excess = GAP.length() * (widths.length - 1) - width;
    for (int each : widths) {
      excess += each;
    }
    for (; excess > 0; excess--) {
      int widest = 0;
      for (int i = 1; i < names; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }
}
