package watchbill.core.money;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a price book came from names to rows.
///
/// @param provider whose prices these are
/// @param steps the rules that were applied, in words, in their order
/// @param rows all rows of the model that was found; none when there is no such model
public record Resolution(String provider, List<String> steps, List<PriceRow> rows) {
  public Resolution {
    steps = List.copyOf(steps);
    rows = List.copyOf(rows);
  }

  /// Whether the book knows the model.
  public boolean isFound() {
    return !rows.isEmpty();
  }

  /// The row that holds at this moment, or null.
  public @Nullable PriceRow at(long atMillis) {
    return rows.isEmpty() ? null : ModelPrices.of(rows).at(atMillis);
  }
}
