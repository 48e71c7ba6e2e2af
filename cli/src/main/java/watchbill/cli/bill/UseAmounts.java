package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// The amounts of a line that tells what its dollars were spent for: each use, then what was
/// wasted, then all of it.
final class UseAmounts {
  private UseAmounts() {}

  /// Their columns.
  static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Use use : Use.values()) {
      columns.add(Column.detail(use.name().toLowerCase(Locale.ROOT) + "_usd"));
    }
    columns.add(Column.shown("wasted_usd"));
    columns.add(Columns.USD);
    return columns;
  }

  /// The amounts of these uses, which are `picoUsd` together.
  static List<BigInteger> of(Uses uses, BigInteger picoUsd) {
    List<BigInteger> amounts = new ArrayList<>();
    BigInteger wasted = BigInteger.ZERO;
    for (Use use : Use.values()) {
      BigInteger amount = BigInteger.valueOf(uses.of(use));
      amounts.add(amount);
      wasted = isWaste(use) ? wasted.add(amount) : wasted;
    }
    amounts.add(wasted);
    amounts.add(picoUsd);
    return amounts;
  }

  /// The amounts of these uses.
  static List<BigInteger> of(Uses uses) {
    BigInteger picoUsd = BigInteger.ZERO;
    for (Use use : Use.values()) {
      picoUsd = picoUsd.add(BigInteger.valueOf(uses.of(use)));
    }
    return of(uses, picoUsd);
  }

  /// Amount by amount the sum, or with -1 the difference.
  static List<BigInteger> plus(List<BigInteger> some, List<BigInteger> more, int sign) {
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      sums.add(some.get(i).add(more.get(i).multiply(BigInteger.valueOf(sign))));
    }
    return sums;
  }

  private static boolean isWaste(Use use) {
    return switch (use) {
      case PRODUCTIVE, OPEN -> false;
      case LOOPED, DUPLICATED, LOST, COMPACTION, CACHE_MISS, IDLE -> true;
    };
  }
}
