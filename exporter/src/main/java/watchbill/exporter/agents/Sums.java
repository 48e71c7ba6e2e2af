package watchbill.exporter.agents;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.exposition.SeriesTable;

/// Series that several share, each with the exact sum of its parts. A series without a part left is
/// removed. One thread at a time.
final class Sums {
  private record Place(SeriesTable<?> table, Record labels) {}

  private record Sum(int parts, BigInteger amount) {
    static final Sum NONE = new Sum(0, BigInteger.ZERO);

    Sum plus(int moreParts, long more) {
      return new Sum(parts + moreParts, amount.add(BigInteger.valueOf(more)));
    }
  }

  private final Map<Place, Sum> sums = new HashMap<>();

  /// Changes one sum, and what is shown of it.
  ///
  /// @param parts how many parts come; -1 when one goes
  /// @param more by how much all parts together are more, as [Slot] counts amounts
  synchronized <L extends Record & LabelSet> void change(
      SeriesTable<L> table, L labels, int parts, long more) {
    Place place = new Place(table, labels);
    Sum now = sums.getOrDefault(place, Sum.NONE).plus(parts, more);
    if (now.parts() == 0) {
      sums.remove(place);
      table.remove(labels);
    } else {
      sums.put(place, now);
      table.series(labels).set(value(table.family().unit(), now.amount()));
    }
  }

  /// The double that is nearest to the exact amount.
  private static double value(Unit unit, BigInteger amount) {
    int digits =
        switch (unit) {
          case USD, USD_PER_HOUR -> 12;
          case SECONDS -> 3;
          default -> 0;
        };
    return new BigDecimal(amount, digits).doubleValue();
  }
}
