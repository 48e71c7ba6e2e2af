package watchbill.core.money;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What tokens cost, by provider, model, date and service tier. Immutable; safe from any thread.
///
/// A model that is not in the book has no price: it is never guessed, and never free. A name is
/// resolved by the first rule that applies: a row has exactly this name; a row declares it as an
/// alias; a row's own rule takes it; the same without a prefix or an ending that [NameVariant]
/// lists; the same at the providers that the price file says to fall back on.
public final class PriceBook {
  /// A book without any price.
  public static final PriceBook EMPTY = PriceBook.of(List.of());

  private final Map<String, ProviderPrices> providers;
  private final Map<String, ProviderPrices> byAnyName;

  private PriceBook(Map<String, ProviderPrices> providers) {
    this.providers = providers;
    this.byAnyName = ProviderNames.underAllNames(providers);
  }

  /// A book of these rows; their order matters only where rows have rules for names.
  ///
  /// @throws IllegalArgumentException when two rows hold for one model at the same moment, or an
  ///   alias is that of two models
  public static PriceBook of(List<PriceRow> rows) {
    return of(rows, Map.of());
  }

  /// A book of these rows.
  ///
  /// @param fallbacks by provider, whose prices hold for models that it has no rows of
  public static PriceBook of(List<PriceRow> rows, Map<String, List<String>> fallbacks) {
    Map<String, List<PriceRow>> byProvider = new LinkedHashMap<>();
    for (PriceRow row : rows) {
      byProvider
          .computeIfAbsent(ProviderNames.canonical(row.provider()), _ -> new ArrayList<>())
          .add(row);
    }
    Map<String, ProviderPrices> providers = new TreeMap<>();
    byProvider.forEach((name, of) -> providers.put(name, new ProviderPrices(name, of)));
    fallbacks.forEach((name, others) -> {
      ProviderPrices provider = providers.get(ProviderNames.canonical(name));
      if (provider != null) {
        provider.fallBackOn(
            others.stream()
                .map(other -> providers.get(ProviderNames.canonical(other)))
                .filter(Objects::nonNull)
                .toList());
      }
    });
    return new PriceBook(providers);
  }

  /// What holds for an answer given at `atMillis` in this service tier (as the provider names it;
  /// empty for none), or null when the book does not know.
  public @Nullable Tariff at(String provider, String model, String serviceTier, long atMillis) {
    ProviderPrices known = byAnyName.get(provider);
    if (known == null) {
      return provider.isEmpty() ? ofPrefix(model, serviceTier, atMillis) : null;
    }
    ModelPrices prices = known.find(model);
    PriceRow row = prices == null ? null : prices.at(atMillis);
    return row == null ? null : row.tariff(serviceTier);
  }

  /// How the book understands these names.
  public Resolution resolve(String provider, String model) {
    ProviderPrices known = byAnyName.get(provider);
    if (known == null) {
      int slash = model.indexOf('/');
      return provider.isEmpty() && slash > 0
          ? resolve(model.substring(0, slash), model.substring(slash + 1))
          : new Resolution(
              provider, List.of("the book has no provider \"" + provider + "\""), List.of());
    }
    List<String> steps = new ArrayList<>();
    if (!known.provider().equals(provider)) {
      steps.add(provider + " is " + known.provider());
    }
    ProviderPrices.Named named = known.resolve(model);
    steps.addAll(named.steps());
    ModelPrices prices = named.prices();
    return new Resolution(known.provider(), steps, prices == null ? List.of() : prices.rows());
  }

  /// The providers that have rows, by their names in OpenTelemetry, in order.
  public List<String> providers() {
    return List.copyOf(providers.keySet());
  }

  /// How many models have rows.
  public int models() {
    return providers.values().stream().mapToInt(ProviderPrices::models).sum();
  }

  /// A name such as `openai/gpt-5` of an answer that does not say its provider.
  private @Nullable Tariff ofPrefix(String model, String serviceTier, long atMillis) {
    int slash = model.indexOf('/');
    return slash <= 0
        ? null
        : at(model.substring(0, slash), model.substring(slash + 1), serviceTier, atMillis);
  }
}
