package watchbill.core.money;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models of one provider, by every name that they go by. Safe from any thread: nothing in it
/// changes but what is remembered of names that were looked up.
final class ProviderPrices {
  /// Names that are remembered; a fleet uses dozens, and beyond this a name is looked up each time.
  private static final int REMEMBERED = 4096;

  private final String provider;
  private final Map<String, ModelPrices> byName = new HashMap<>();
  private final Map<String, ModelPrices> byAlias = new HashMap<>();
  private final List<ModelPrices> byMatch = new ArrayList<>();
  private final List<ProviderPrices> fallbacks = new ArrayList<>();
  private final Map<String, Named> remembered = new ConcurrentHashMap<>();

  /// What a name led to.
  ///
  /// @param steps how, in words
  record Named(@Nullable ModelPrices prices, List<String> steps) {}

  ProviderPrices(String provider, List<PriceRow> rows) {
    this.provider = provider;
    Map<String, List<PriceRow>> byModel = new LinkedHashMap<>();
    rows.forEach(row -> byModel.computeIfAbsent(row.model(), _ -> new ArrayList<>()).add(row));
    for (List<PriceRow> model : byModel.values()) {
      ModelPrices prices = ModelPrices.of(model);
      if (prices.match() == null) {
        byName.put(prices.model(), prices);
      } else {
        byMatch.add(prices);
      }
    }
    byName.values().forEach(this::addAliases);
  }

  private void addAliases(ModelPrices prices) {
    for (PriceRow row : prices.rows()) {
      for (String alias : row.aliases()) {
        ModelPrices other = byName.getOrDefault(alias, byAlias.put(alias, prices));
        if (other != null && other != prices) {
          throw new IllegalArgumentException(
              "aliases: want names of one model, have %s for %s and for %s of %s"
                  .formatted(alias, other.model(), prices.model(), provider));
        }
      }
    }
  }

  String provider() {
    return provider;
  }

  /// Asks these where this provider has no such model. To be said before the first look-up.
  void fallBackOn(List<ProviderPrices> others) {
    fallbacks.addAll(others);
  }

  int models() {
    return Math.toIntExact(
        Stream.concat(byName.values().stream(), byMatch.stream())
            .filter(ModelPrices::hasPrice)
            .count());
  }

  @Nullable ModelPrices find(String model) {
    return resolve(model).prices();
  }

  Named resolve(String model) {
    Named known = remembered.get(model);
    if (known == null) {
      known = lookUp(model);
      if (remembered.size() < REMEMBERED) {
        remembered.put(model, known);
      }
    }
    return known;
  }

  private Named lookUp(String model) {
    Named own = lookUpHere(model);
    for (int i = 0; own.prices() == null && i < fallbacks.size(); i++) {
      ProviderPrices other = fallbacks.get(i);
      Named there = other.lookUpHere(model);
      if (there.prices() != null) {
        List<String> steps = new ArrayList<>();
        steps.add(provider + " has no such model; its source falls back on " + other.provider);
        steps.addAll(there.steps());
        return new Named(there.prices(), List.copyOf(steps));
      }
    }
    return own;
  }

  private Named lookUpHere(String model) {
    Named exact = ofName(model, List.of());
    if (exact != null) {
      return exact;
    }
    for (NameVariant variant : NameVariant.of(provider, model)) {
      Named found = ofName(variant.name(), variant.dropped());
      if (found != null) {
        return found;
      }
    }
    return new Named(null, List.of(provider + " has no model " + model));
  }

  private @Nullable Named ofName(String name, List<String> before) {
    ModelPrices exact = byName.get(name);
    if (exact != null) {
      return named(exact, before, name + " is in the book");
    }
    ModelPrices alias = byAlias.get(name);
    if (alias != null) {
      return named(alias, before, name + " is an alias of " + alias.model());
    }
    for (ModelPrices prices : byMatch) {
      ModelMatch match = prices.match();
      if (match != null && match.takes(name)) {
        return named(prices, before, name + " is " + prices.model() + ": " + match);
      }
    }
    return null;
  }

  private static Named named(ModelPrices prices, List<String> before, String last) {
    List<String> steps = new ArrayList<>(before);
    steps.add(last);
    return new Named(prices, List.copyOf(steps));
  }
}
