package watchbill.exporter.agents;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import watchbill.core.AgentKey;
import watchbill.core.TokenClass;
import watchbill.core.money.ModelBill;
import watchbill.metrics.catalogue.SpendFamilies.CostLabels;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;

/// What one agent spends on one model. All classes of tokens are shown from the first response on,
/// also those that are 0 so far, so that a rate sees their first increase.
final class ModelSlots {
  private final Map<TokenClass, Slot<TokenLabels>> tokens = new EnumMap<>(TokenClass.class);
  private final Slot<ModelLabels> responses;
  private final Map<TokenClass, Slot<CostLabels>> cost = new EnumMap<>(TokenClass.class);
  private final Slot<CostLabels> serverTools;
  private final Slot<ModelLabels> unpriced;
  private final Slot<ModelLabels> pricedLater;
  private final Slot<ModelLabels> stale;

  ModelSlots(Home home, String role, String provider, String model) {
    AgentTables tables = home.tables;
    AgentKey key = home.key;
    for (TokenClass each : TokenClass.values()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      tokens.put(
          each,
          home.slot(
              tables.tokens,
              r -> new TokenLabels(key.tenant(), key.agent(), r, provider, model, name),
              role));
      cost.put(each, cost(home, role, provider, model, name));
    }
    serverTools = cost(home, role, provider, model, "server_tools");
    responses = home.slot(tables.responses, r -> labels(key, r, provider, model), role);
    unpriced = home.slot(tables.unpriced, r -> labels(key, r, provider, model), role);
    pricedLater = home.slot(tables.pricedLater, r -> labels(key, r, provider, model), role);
    stale = home.slot(tables.stale, r -> labels(key, r, provider, model), role);
  }

  private static ModelLabels labels(AgentKey key, String role, String provider, String model) {
    return new ModelLabels(key.tenant(), key.agent(), role, provider, model);
  }

  private static Slot<CostLabels> cost(
      Home home, String role, String provider, String model, String kind) {
    AgentKey key = home.key;
    return home.slot(
        home.tables.cost,
        r -> new CostLabels(key.tenant(), key.agent(), r, provider, model, kind),
        role);
  }

  void set(ModelBill bill) {
    tokens.forEach((tokenClass, slot) -> slot.set(bill.usage().of(tokenClass)));
    responses.set(bill.responses());
    cost.forEach((tokenClass, slot) -> slot.set(bill.cost().of(tokenClass)));
    serverTools.set(bill.cost().serverTools());
    unpriced.set(bill.unpricedTokens());
    pricedLater.set(bill.pricedLaterTokens());
    stale.set(bill.staleResponses());
  }

  Stream<Slot<?>> slots() {
    return Stream.of(
            tokens.values(),
            cost.values(),
            List.of(serverTools, responses, unpriced, pricedLater, stale))
        .flatMap(Collection::stream);
  }
}
