package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/// One way to split the bill. Its lines sum to the whole bill, to the pico-dollar.
///
/// @param name as JSON calls it
/// @param title for people
/// @param names the columns of names
/// @param counts the columns of whole numbers
/// @param amounts the columns of dollars; the last is what a line costs
/// @param lines all of them, in the order in which they are shown
/// @param isLong whether it grows with the fleet, so that only its first lines are shown
public record Section(
    String name,
    String title,
    List<String> names,
    List<Column> counts,
    List<Column> amounts,
    List<Line> lines,
    boolean isLong) {
  public Section {
    names = List.copyOf(names);
    counts = List.copyOf(counts);
    amounts = List.copyOf(amounts);
    lines = List.copyOf(lines);
  }

  /// The sum of all lines.
  public Line total() {
    return sum(lines);
  }

  /// The sum of its lines in pico-dollars.
  public BigInteger picoUsd() {
    return total().picoUsd();
  }

  /// Its lines, or the first `top` of a long section.
  List<Line> first(int top) {
    return lines.subList(0, shown(top));
  }

  /// The lines that [#first] leaves out.
  List<Line> after(int top) {
    return lines.subList(shown(top), lines.size());
  }

  private int shown(int top) {
    return isLong ? Math.min(top, lines.size()) : lines.size();
  }

  /// The sum of some of its lines, without names.
  Line sum(List<Line> some) {
    Line sum =
        new Line(
            Collections.nCopies(names.size(), ""),
            Collections.nCopies(counts.size(), 0L),
            Collections.nCopies(amounts.size(), BigInteger.ZERO));
    for (Line line : some) {
      sum = sum.plus(line);
    }
    return sum;
  }
}
