package watchbill.exporter.agents;

import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// Signals about what an agent spent, for tests.
public final class Bills {
  private Bills() {}

  /// All of it open, and in the current day.
  public static Signal.TokensConsumed spent(
      AgentKey agent, String provider, String model, Usage usage, long responses, Cost cost) {
    ToDate toDate = new ToDate(0, 86_400_000, cost.total(), usage.total());
    return new Signal.TokensConsumed(
        agent,
        1,
        new ModelBill(provider, model, usage, responses, cost, 9, 8, 7),
        new SpendStanding(Uses.NONE.plus(Use.OPEN, cost.total()), toDate, toDate, toDate));
  }
}
