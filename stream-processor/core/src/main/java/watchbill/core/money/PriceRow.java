package watchbill.core.money;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One dated row of a price book.
///
/// @param provider as in `gen_ai.provider.name`, or as [ProviderNames] knows it; not empty
/// @param model as the provider names it in its answers; not empty
/// @param aliases other names of the same model
/// @param match the rule by which names are this model; then `model` itself is only what the row is
///   called. Null where the name and its aliases are all
/// @param source who says so: where the price was read, and when
/// @param tariffs by service tier as the provider names it; the list price under the empty name.
///   Empty for a model whose price is known not to be known: its name leads nowhere else
public record PriceRow(
    String provider,
    String model,
    List<String> aliases,
    @Nullable ModelMatch match,
    Validity validity,
    String source,
    Map<String, Tariff> tariffs) {
  /// Names of service tiers that are billed at list price.
  public static final Set<String> LIST_PRICE = Set.of("", "standard", "default");

  public PriceRow {
    if (provider.isEmpty() || model.isEmpty()) {
      throw new IllegalArgumentException(
          "price row: want a provider and a model, have \"%s\" and \"%s\""
              .formatted(provider, model));
    }
    aliases = List.copyOf(aliases);
    Map<String, Tariff> byTier = new HashMap<>(tariffs);
    Tariff list = byTier.get("");
    if (list == null && !byTier.isEmpty()) {
      throw new IllegalArgumentException(
          "price row: want a list price, have none of " + provider + " " + model);
    }
    if (list != null) {
      LIST_PRICE.forEach(name -> byTier.put(name, list));
    }
    tariffs = Collections.unmodifiableMap(byTier);
  }

  /// One price for all sizes at list price, from this moment until the next row.
  public PriceRow(String provider, String model, long validFromMillis, Price price) {
    this(
        provider,
        model,
        List.of(),
        null,
        Validity.from(validFromMillis),
        "",
        Map.of("", new Tariff(price)));
  }

  /// What holds in this service tier (as the provider names it; empty for none), or null when the
  /// row does not say.
  public @Nullable Tariff tariff(String serviceTier) {
    return tariffs.get(serviceTier);
  }

  /// The service tiers that have a price beside the list price, in the order of their names.
  public Set<String> serviceTiers() {
    Set<String> names = new TreeSet<>(tariffs.keySet());
    names.removeAll(LIST_PRICE);
    return names;
  }

  PriceRow until(long millis) {
    return new PriceRow(provider, model, aliases, match, validity.until(millis), source, tariffs);
  }
}
