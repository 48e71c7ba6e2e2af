package watchbill.core.rules;

import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;

/// What one agent has consumed of one model. Mutable; owned by its [AgentState].
final class ModelSpend {
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

  /// What it amounts to.
  Signal signal(AgentKey agent, long atMillis) {
    return new Signal.TokensConsumed(
        agent, atMillis, provider, model, usage, responses, picoUsd, unpricedTokens);
  }
}
