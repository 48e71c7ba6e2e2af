package watchbill.core.money;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What tokens cost, by provider, model and date. Immutable; safe from any thread.
///
/// A model that is not in the book has no price: it is never guessed, and never free.
public final class PriceBook {
  /// A book without any price.
  public static final PriceBook EMPTY = PriceBook.of(List.of());

  /// Service tiers that are billed at list price.
  private static final Set<String> LIST_PRICE = Set.of("", "standard", "default");

  private final Map<String, Map<String, NavigableMap<Long, Price>>> rows;

  private PriceBook(Map<String, Map<String, NavigableMap<Long, Price>>> rows) {
    this.rows = rows;
  }

  /// A book of these rows, in any order.
  ///
  /// @throws IllegalArgumentException when two rows hold for one model from the same moment
  public static PriceBook of(List<PriceRow> rows) {
    Map<String, Map<String, NavigableMap<Long, Price>>> byProvider = new HashMap<>();
    for (PriceRow row : rows) {
      Price before =
          byProvider
              .computeIfAbsent(row.provider(), _ -> new HashMap<>())
              .computeIfAbsent(row.model(), _ -> new TreeMap<>())
              .put(row.validFromMillis(), row.price());
      if (before != null) {
        throw new IllegalArgumentException(
            "prices: want one row a model and date, have two of %s %s"
                .formatted(row.provider(), row.model()));
      }
    }
    return new PriceBook(byProvider);
  }

  /// What holds for an answer given at `atMillis` in this service tier (as the provider names it;
  /// empty for none), or null when the book does not know.
  public @Nullable Tariff at(String provider, String model, String serviceTier, long atMillis) {
    if (!LIST_PRICE.contains(serviceTier)) {
      return null;
    }
    Map<String, NavigableMap<Long, Price>> models = rows.get(provider);
    NavigableMap<Long, Price> dated = models == null ? null : models.get(model);
    Map.Entry<Long, Price> row = dated == null ? null : dated.floorEntry(atMillis);
    return row == null ? null : new Tariff(row.getValue());
  }
}
