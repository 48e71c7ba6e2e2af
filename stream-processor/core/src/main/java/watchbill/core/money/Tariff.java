package watchbill.core.money;

import watchbill.core.Usage;

/// What a model costs at one moment in one service tier. Immutable.
public final class Tariff {
  private final Price price;

  Tariff(Price price) {
    this.price = price;
  }

  /// The rates that hold for a whole request of this size.
  public Price rates(Usage request) {
    return price;
  }

  /// What one response costs; the usage is that of the whole response.
  public Cost cost(Usage response) {
    return rates(response).cost(response);
  }
}
