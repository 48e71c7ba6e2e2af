package watchbill.core.rules;

import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;

/// What one agent has consumed of one model. Mutable; owned by its [AgentState].
final class ModelSpend {
  private static final String OVERFLOW = "_other";

  final String provider;
  final String model;
  Usage usage = Usage.NONE;
  long responses;
  Cost cost = Cost.NONE;
  long unpricedTokens;
  long pricedLaterTokens;
  long staleResponses;

  ModelSpend(String provider, String model) {
    this.provider = provider;
    this.model = model;
  }

  /// What is consumed of all models beyond the limit, together.
  static ModelSpend overflow() {
    return new ModelSpend(OVERFLOW, OVERFLOW);
  }

  /// Whether it is of models that have no entry of their own.
  boolean isOverflow() {
    return model.equals(OVERFLOW) && provider.equals(OVERFLOW);
  }

  /// What it amounts to.
  ModelBill bill() {
    return new ModelBill(
        provider, model, usage, responses, cost, unpricedTokens, pricedLaterTokens, staleResponses);
  }
}
