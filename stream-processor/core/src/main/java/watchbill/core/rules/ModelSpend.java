package watchbill.core.rules;

import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;

/// What one agent has consumed of one model. Mutable; owned by its [AgentState].
final class ModelSpend {
  private static final String OVERFLOW = "_other";

  final String provider;
  final String model;
  Usage usage = Usage.NONE;
  long responses;
  long picoUsd;
  long unpricedTokens;

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
  Signal signal(AgentKey agent, long atMillis) {
    return new Signal.TokensConsumed(
        agent, atMillis, provider, model, usage, responses, picoUsd, unpricedTokens);
  }
}
