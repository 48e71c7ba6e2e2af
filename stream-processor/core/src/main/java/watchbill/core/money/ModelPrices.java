package watchbill.core.money;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rows of one model. Immutable.
final class ModelPrices {
  private final List<PriceRow> rows;

  private ModelPrices(List<PriceRow> rows) {
    this.rows = rows;
  }

  /// The rows of one model, in any order. One that says no end ends where the next one begins.
  ///
  /// @throws IllegalArgumentException when two hold at one moment
  static ModelPrices of(List<PriceRow> rows) {
    List<PriceRow> sorted =
        rows.stream().sorted(Comparator.comparingLong(row -> row.validity().fromMillis())).toList();
    List<PriceRow> ending = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      ending.add(ended(sorted.get(i), sorted.subList(i + 1, sorted.size())));
    }
    refuseOverlaps(ending);
    ending.sort(
        Comparator.comparing((PriceRow row) -> row.validity().hours() == null)
            .thenComparing(row -> row.validity().fromMillis(), Comparator.<Long>reverseOrder()));
    return new ModelPrices(List.copyOf(ending));
  }

  /// The row that holds at this moment, one for the time of day before one for the whole day.
  @Nullable PriceRow at(long atMillis) {
    for (PriceRow row : rows) {
      if (row.validity().holds(atMillis)) {
        return row;
      }
    }
    return null;
  }

  List<PriceRow> rows() {
    return rows;
  }

  boolean hasPrice() {
    return rows.stream().anyMatch(row -> !row.tariffs().isEmpty());
  }

  String model() {
    return rows.getFirst().model();
  }

  @Nullable ModelMatch match() {
    return rows.getFirst().match();
  }

  private static PriceRow ended(PriceRow row, List<PriceRow> later) {
    if (row.validity().toMillis() == Long.MAX_VALUE) {
      for (PriceRow next : later) {
        if (Objects.equals(next.validity().hours(), row.validity().hours())
            && next.validity().fromMillis() > row.validity().fromMillis()) {
          return row.until(next.validity().fromMillis());
        }
      }
    }
    return row;
  }

  private static void refuseOverlaps(List<PriceRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        Validity one = rows.get(i).validity();
        Validity other = rows.get(j).validity();
        if (one.fromMillis() < other.toMillis()
            && other.fromMillis() < one.toMillis()
            && sameTimeOfDay(one.hours(), other.hours())) {
          throw new IllegalArgumentException(
              one.fromMillis() == other.fromMillis()
                  ? "prices: want one row a model and date, have two of " + name(rows)
                  : "valid_to: want an end before the next row begins, have overlapping rows of "
                      + name(rows));
        }
      }
    }
  }

  private static boolean sameTimeOfDay(@Nullable DailyHours one, @Nullable DailyHours other) {
    return one == null ? other == null : other != null && one.overlap(other);
  }

  private static String name(List<PriceRow> rows) {
    return rows.getFirst().provider() + " " + rows.getFirst().model();
  }
}
