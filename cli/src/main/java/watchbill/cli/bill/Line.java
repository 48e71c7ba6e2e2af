package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import watchbill.core.Usage;

/// One line of a [Section]: its names, its counts and its amounts in pico-dollars, in the order of
/// the section's columns. The last amount is what the line costs.
public record Line(List<String> names, List<Long> counts, List<BigInteger> amounts) {
  public Line {
    names = List.copyOf(names);
    counts = List.copyOf(counts);
    amounts = List.copyOf(amounts);
  }

  /// A line of one amount.
  static Line of(List<String> names, List<Long> counts, BigInteger picoUsd) {
    return new Line(names, counts, List.of(picoUsd));
  }

  /// What it costs, in pico-dollars.
  public BigInteger picoUsd() {
    return amounts.getLast();
  }

  /// Both lines together, under the names of this one.
  Line plus(Line other) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      sums.add(Usage.sum(counts.get(i), other.counts.get(i)));
    }
    List<BigInteger> totals = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      totals.add(amounts.get(i).add(other.amounts.get(i)));
    }
    return new Line(names, sums, totals);
  }

  /// The same under other names.
  Line named(List<String> others) {
    return new Line(others, counts, amounts);
  }
}
