package watchbill.core.rules;

import java.util.List;
import watchbill.core.AgentEvent;
import watchbill.core.Usage;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.PriceBook;
import watchbill.core.money.Tariff;
import watchbill.core.port.SignalSink;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.ResponseLedger;

/// Counts each model response once and puts it on the bill of the agent that reported it first, at
/// the price of that moment.
final class Spend {
  private final AgentRules rules;
  private final PriceBook prices;
  private final ResponseLedger ledger;

  Spend(AgentRules rules, PriceBook prices, ResponseLedger ledger) {
    this.rules = rules;
    this.prices = prices;
    this.ledger = ledger;
  }

  ResponseLedger ledger() {
    return ledger;
  }

  /// Counts a report of a response.
  ///
  /// @param id names the response when its provider did not: the event's own id
  /// @param reporter the number of the agent whose event it is
  /// @param agents finds an agent by its number
  void count(
      AgentEvent.ModelAnswered answer,
      String id,
      long heardAtMillis,
      int reporter,
      List<AgentState> agents,
      SignalSink out) {
    AgentState reporting = agents.get(reporter);
    Fingerprint response =
        answer.response().isEmpty()
            ? Fingerprint.of(reporting.key.tenant(), reporting.key.agent(), "", id)
            : Fingerprint.of(reporting.key.tenant(), answer.provider(), answer.response());
    ResponseLedger.Entry known = ledger.find(response);
    ResponseLedger.Entry entry =
        known != null
            ? new ResponseLedger.Entry(
                known.agent(), known.model(), known.atMillis(), known.usage().max(answer.usage()))
            : new ResponseLedger.Entry(
                reporter, modelOf(reporting, answer), answer.atMillis(), answer.usage());
    ledger.put(response, entry, heardAtMillis);
    if (known != null && known.usage().equals(entry.usage())) {
      return;
    }
    AgentState payer = agents.get(entry.agent());
    ModelSpend spend = payer.models.get(entry.model());
    if (known == null) {
      spend.responses++;
    }
    add(
        spend,
        known == null ? entry.usage() : entry.usage().minus(known.usage()),
        answer,
        entry.atMillis());
    rules.advance(payer, heardAtMillis, out);
    out.accept(spend.signal(payer.key, heardAtMillis));
  }

  private void add(
      ModelSpend spend, Usage more, AgentEvent.ModelAnswered answer, long pricedAtMillis) {
    spend.usage = spend.usage.plus(more);
    String model = spend.isOverflow() ? answer.model() : spend.model;
    Tariff tariff = prices.at(answer.provider(), model, answer.serviceTier(), pricedAtMillis);
    if (tariff == null) {
      spend.unpricedTokens = Usage.sum(spend.unpricedTokens, more.total());
    } else {
      spend.picoUsd = PicoUsd.plus(spend.picoUsd, tariff.cost(more).total());
    }
  }

  /// The number of the answer's model within its agent; beyond the limit, that of all others.
  private static int modelOf(AgentState agent, AgentEvent.ModelAnswered answer) {
    for (int i = 0; i < agent.models.size(); i++) {
      ModelSpend spend = agent.models.get(i);
      if (spend.model.equals(answer.model()) && spend.provider.equals(answer.provider())) {
        return i;
      }
    }
    int number = Math.min(agent.models.size(), AgentState.MODELS);
    if (number == agent.models.size()) {
      agent.models.add(
          number < AgentState.MODELS
              ? new ModelSpend(answer.provider(), answer.model())
              : ModelSpend.overflow());
    }
    return number;
  }
}
