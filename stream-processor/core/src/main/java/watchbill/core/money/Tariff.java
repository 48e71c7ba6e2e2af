package watchbill.core.money;

import java.util.List;
import watchbill.core.Usage;

/// What a model costs at one moment in one service tier: rates, and those of larger prompts.
/// Immutable.
public final class Tariff {
  private final Price base;
  private final List<PromptTier> tiers;
  private final long[] from;
  private final Price[] prices;

  /// One price, whatever the size.
  public Tariff(Price price) {
    this(price, List.of());
  }

  /// Rates by the size of the prompt.
  ///
  /// @param tiers from the smallest prompt to the largest
  /// @throws IllegalArgumentException when tiers are out of order, or when a larger prompt would
  ///   have a lower rate: then the bill of a response could shrink while the response grows
  public Tariff(Price base, List<PromptTier> tiers) {
    this.base = base;
    this.tiers = List.copyOf(tiers);
    from = new long[tiers.size()];
    prices = new Price[tiers.size()];
    Price before = base;
    for (int i = 0; i < from.length; i++) {
      PromptTier tier = tiers.get(i);
      from[i] = tier.from();
      prices[i] = tier.price();
      if (i > 0 && from[i] <= from[i - 1]) {
        throw new IllegalArgumentException(
            "tiers: want rising thresholds, have %d after %d".formatted(from[i], from[i - 1]));
      }
      if (!prices[i].isAtLeast(before)) {
        throw new IllegalArgumentException(
            "tiers: want no lower rate for a larger prompt, have one from %d tokens"
                .formatted(from[i]));
      }
      before = prices[i];
    }
  }

  /// The rates of the smallest prompts.
  public Price base() {
    return base;
  }

  /// The tiers of larger prompts, in rising order.
  public List<PromptTier> tiers() {
    return tiers;
  }

  /// The rates that hold for a whole request of this size.
  public Price rates(Usage request) {
    if (from.length == 0) {
      return base;
    }
    long prompt = request.prompt();
    for (int i = from.length - 1; i >= 0; i--) {
      if (prompt >= from[i]) {
        return prices[i];
      }
    }
    return base;
  }

  /// What one response costs; the usage is that of the whole response.
  public Cost cost(Usage response) {
    return rates(response).cost(response);
  }

  /// The part of a response that has no price and is not in its cost; usually [Usage#NONE].
  public Usage unpriced(Usage response) {
    return rates(response).unpriced(response);
  }

  /// The same with every rate of tokens times so many millionths; see [Price#times].
  public Tariff times(long millionths) {
    return new Tariff(
        base.times(millionths),
        tiers.stream()
            .map(tier ->
                new PromptTier(tier.threshold(), tier.inclusive(), tier.price().times(millionths)))
            .toList());
  }
}
