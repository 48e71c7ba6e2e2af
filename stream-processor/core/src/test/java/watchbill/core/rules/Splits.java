package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.TokenClass;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;
import watchbill.core.port.SignalSink;

/// What signals say of money, split in every way in which they split it.
final class Splits implements SignalSink {
  private final Map<AgentKey, Map<String, ModelBill>> models = new HashMap<>();
  private final Map<AgentKey, SpendStanding> standings = new HashMap<>();
  private final Map<AgentKey, Uses> endedTasks = new HashMap<>();

  @Override
  public void accept(Signal signal) {
    switch (signal) {
      case Signal.TokensConsumed spent -> {
        models
            .computeIfAbsent(spent.agent(), _ -> new HashMap<>())
            .put(spent.bill().provider() + spent.bill().model(), spent.bill());
        standings.put(spent.agent(), spent.standing());
      }
      case Signal.SpendChanged changed -> standings.put(changed.agent(), changed.standing());
      case Signal.TaskSpent task -> endedTasks.merge(task.agent(), task.uses(), Uses::plus);
      default -> {}
    }
  }

  /// The parts are the whole, for each agent.
  void check(String when) {
    models.forEach((agent, bills) -> {
      Cost cost = bills.values().stream().map(ModelBill::cost).reduce(Cost.NONE, Cost::plus);
      long byClass = cost.serverTools();
      for (TokenClass tokenClass : TokenClass.values()) {
        byClass += cost.of(tokenClass);
      }
      SpendStanding standing = standings.getOrDefault(agent, SpendStanding.NONE);
      assertThat(byClass).as("%s: classes of %s", when, agent).isEqualTo(cost.total());
      assertThat(standing.uses().total()).as("%s: uses of %s", when, agent).isEqualTo(cost.total());
      Uses ended = endedTasks.getOrDefault(agent, Uses.NONE);
      assertThat(ended.total())
          .as("%s: ended tasks of %s", when, agent)
          .isLessThanOrEqualTo(cost.total());
      for (Use use : Use.values()) {
        assertThat(standing.uses().of(use)).as("%s: %s of %s", when, use, agent).isNotNegative();
      }
    });
  }
}
