package watchbill.cli.bill;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// One section as a table. Columns in which there is nothing are left out. One table an instance.
final class SectionTable {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final Section section;
  private final Line total;
  private final int[] names;
  private final int[] counts;
  private final int[] amounts;
  private final int digits;

  /// @param digits of dollars after the point
  SectionTable(Section section, int digits) {
    this.section = section;
    this.total = section.total();
    this.names = IntStream.range(0, section.names().size()).filter(i -> says(section, i)).toArray();
    this.counts =
        IntStream.range(0, section.counts().size())
            .filter(i -> section.counts().get(i).isShown() && total.counts().get(i) != 0)
            .toArray();
    int last = section.amounts().size() - 1;
    this.amounts =
        IntStream.rangeClosed(0, last)
            .filter(i -> i == last || (section.amounts().get(i).isShown() && hasAmounts(i)))
            .toArray();
    this.digits = digits;
  }

  /// The table with its first `top` lines, the sum of the others, and the total.
  TextTable table(int top) {
    TextTable table = new TextTable(names.length);
    table.add(header());
    section.first(top).forEach(line -> table.add(cells(line)));
    List<Line> rest = section.after(top);
    if (!rest.isEmpty()) {
      table.add(cells(section.sum(rest).named(named("and %,d more".formatted(rest.size())))));
    }
    table.add(totals());
    return table;
  }

  private List<String> header() {
    List<String> cells = new ArrayList<>();
    for (int i : names) {
      cells.add(words(section.names().get(i)));
    }
    for (int i : counts) {
      cells.add(words(section.counts().get(i).name()));
    }
    for (int i : amounts) {
      cells.add(words(section.amounts().get(i).name()).replace("usd", "$"));
    }
    cells.add("%");
    return cells;
  }

  private List<String> cells(Line line) {
    List<String> cells = begin(line);
    cells.add(share(line.picoUsd()));
    return cells;
  }

  private List<String> totals() {
    List<String> cells = begin(total.named(named("total")));
    cells.add("");
    return cells;
  }

  private List<String> begin(Line line) {
    List<String> cells = new ArrayList<>();
    for (int i : names) {
      cells.add(Fitting.printable(name(line, i)));
    }
    for (int i : counts) {
      cells.add(String.format(Locale.ROOT, "%,d", line.counts().get(i)));
    }
    for (int i : amounts) {
      cells.add(Dollars.text(line.amounts().get(i), digits));
    }
    return cells;
  }

  private String share(BigInteger picoUsd) {
    return total.picoUsd().signum() == 0
        ? ""
        : new BigDecimal(picoUsd.multiply(HUNDRED))
            .divide(new BigDecimal(total.picoUsd()), 1, RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  private List<String> named(String first) {
    List<String> cells = new ArrayList<>(Collections.nCopies(section.names().size(), ""));
    cells.set(names[0], first);
    return cells;
  }

  /// Whether a column of names says anything: not where all are empty, or where there is only one
  /// tenant.
  private static boolean says(Section section, int column) {
    List<String> names =
        section.lines().stream().map(line -> name(line, column)).distinct().limit(2).toList();
    if (column == 0) {
      return names.size() != 1
          || section.names().size() == 1
          || !section.names().getFirst().equals(Columns.TENANT);
    }
    return !names.equals(List.of(""));
  }

  private boolean hasAmounts(int column) {
    return section.lines().stream().anyMatch(line -> line.amounts().get(column).signum() != 0);
  }

  private static String name(Line line, int column) {
    return line.names().get(column);
  }

  private static String words(String column) {
    return column.replace("_tokens", "").replace('_', ' ');
  }
}
