package watchbill.cli.bill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The columns that several sections share, and the order of lines.
final class Columns {
  static final String TENANT = "tenant";
  static final Column USD = Column.shown("usd");
  static final Column RESPONSES = Column.shown("responses");
  static final Column TOKENS = Column.shown("tokens");
  static final Column UNPRICED = Column.shown("unpriced_tokens");

  /// The dearest first; where two cost the same, in the order of their names.
  static final Comparator<Line> DEAREST_FIRST =
      Comparator.comparing(Line::picoUsd)
          .reversed()
          .thenComparing(line -> String.join("\0", line.names()));

  private Columns() {}

  static List<Line> sorted(Iterable<Line> lines) {
    List<Line> all = new ArrayList<>();
    lines.forEach(all::add);
    all.sort(DEAREST_FIRST);
    return all;
  }
}
