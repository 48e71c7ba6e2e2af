package watchbill.exporter.agents;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import watchbill.core.AgentKey;
import watchbill.core.Signal.TokensConsumed;
import watchbill.core.TokenClass;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;

/// What one agent spends on one model. All classes of tokens are shown from the first response on,
/// also those that are 0 so far, so that a rate sees their first increase.
final class ModelSlots {
  private final Map<TokenClass, Slot<TokenLabels>> tokens = new EnumMap<>(TokenClass.class);
  private final Slot<ModelLabels> responses;
  private final Slot<ModelLabels> cost;
  private final Slot<ModelLabels> unpriced;

  ModelSlots(AgentTables tables, AgentKey key, String role, String provider, String model) {
    for (TokenClass each : TokenClass.values()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      tokens.put(
          each,
          new Slot<>(
              tables.tokens,
              r -> new TokenLabels(key.tenant(), key.agent(), r, provider, model, name),
              role));
    }
    responses = new Slot<>(tables.responses, r -> labels(key, r, provider, model), role);
    cost = new Slot<>(tables.cost, r -> labels(key, r, provider, model), role);
    unpriced = new Slot<>(tables.unpriced, r -> labels(key, r, provider, model), role);
  }

  private static ModelLabels labels(AgentKey key, String role, String provider, String model) {
    return new ModelLabels(key.tenant(), key.agent(), role, provider, model);
  }

  void set(TokensConsumed total) {
    tokens.forEach((tokenClass, slot) -> slot.set((double) total.usage().of(tokenClass)));
    responses.set((double) total.responses());
    cost.set(Dollars.ofPico(total.picoUsd()));
    unpriced.set((double) total.unpricedTokens());
  }

  Stream<Slot<?>> slots() {
    return Stream.concat(tokens.values().stream(), Stream.of(responses, cost, unpriced));
  }
}
