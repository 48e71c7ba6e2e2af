package watchbill.core.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.Calendars;
import watchbill.core.money.Cost;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.PriceBook;
import watchbill.core.money.Tariff;
import watchbill.core.port.SignalSink;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.ResponseLedger;

/// Counts each model response once and puts it on the bill of the agent that reported it first.
///
/// The price of a response follows from what is known of it alone: model, service tier, date and
/// the largest count of each class. So reports of it may come in any order and number, and one that
/// grows into another price tier is priced there as a whole.
final class Spend {
  private final AgentRules rules;
  private final Calendars calendars;
  private final ResponseLedger ledger;
  private PriceBook prices;
  private boolean lastWasNews;

  Spend(AgentRules rules, FleetOptions options, ResponseLedger ledger) {
    this.rules = rules;
    this.prices = options.prices();
    this.calendars = options.calendars();
    this.ledger = ledger;
  }

  ResponseLedger ledger() {
    return ledger;
  }

  /// Whether the report that was counted last said anything that was not known.
  boolean lastWasNews() {
    return lastWasNews;
  }

  /// Counts a report of a response.
  ///
  /// @param id names the response when its provider did not: the event's own id
  /// @param reporter the number of the agent whose event it is
  /// @param agents finds an agent by its number
  /// @return the number of the agent that pays, whose next deadline may be another now
  int count(
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
    if (known == null && ledger.mayHaveForgotten(answer.atMillis())) {
      lastWasNews = true;
      ModelSpend model = reporting.models.get(modelOf(reporting, answer));
      model.staleResponses++;
      tell(reporting, model, heardAtMillis, out);
      return reporter;
    }
    ResponseLedger.Entry entry =
        known == null
            ? first(answer, reporter, modelOf(reporting, answer), heardAtMillis)
            : merged(known, answer);
    AgentState payer = agents.get(entry.agent());
    lastWasNews = !entry.equals(known);
    if (!lastWasNews) {
      ledger.put(response, entry, heardAtMillis);
      return entry.agent();
    }
    rules.advance(payer, heardAtMillis, out);
    ModelSpend model = payer.models.get(entry.model());
    boolean priced = book(payer, model, answer, known, entry);
    ledger.put(response, priced ? entry.pricedNow() : entry.notPriced(), heardAtMillis);
    tell(payer, model, heardAtMillis, out);
    return entry.agent();
  }

  /// Goes by these prices from now on, and prices what had no price until now. What has been priced
  /// stays as it is.
  void reprice(PriceBook newPrices, List<AgentState> agents, SignalSink out) {
    prices = newPrices;
    ledger.priceOpen(entry -> {
      AgentState payer = agents.get(entry.agent());
      ModelSpend model = payer.models.get(entry.model());
      Tariff tariff = tariff(model.provider, model.model, entry);
      if (tariff == null) {
        return false;
      }
      Cost cost = tariff.cost(entry.usage());
      model.cost = model.cost.plus(cost);
      long priced = entry.usage().total() - tariff.unpriced(entry.usage()).total();
      model.pricedLaterTokens = Usage.sum(model.pricedLaterTokens, priced);
      payer.standing = payer.standing.plus(entry.atMillis(), cost.total(), 0);
      UseRules.chargeLate(payer, cost.total());
      tell(payer, model, payer.nowMillis, out);
      return true;
    });
  }

  private static ResponseLedger.Entry first(
      AgentEvent.ModelAnswered answer, int agent, int model, long heardAtMillis) {
    long at = Math.min(answer.atMillis(), heardAtMillis);
    return new ResponseLedger.Entry(agent, model, answer.serviceTier(), at, answer.usage(), false);
  }

  private static ResponseLedger.Entry merged(
      ResponseLedger.Entry known, AgentEvent.ModelAnswered answer) {
    boolean sameTier = known.tier().compareTo(answer.serviceTier()) >= 0;
    return new ResponseLedger.Entry(
        known.agent(),
        known.model(),
        sameTier ? known.tier() : answer.serviceTier(),
        Math.min(known.atMillis(), answer.atMillis()),
        known.usage().max(answer.usage()),
        known.priced());
  }

  /// Puts on the bill what a response is now more than it was.
  ///
  /// @return whether its price is on the bill
  private boolean book(
      AgentState payer,
      ModelSpend model,
      AgentEvent.ModelAnswered answer,
      ResponseLedger.@Nullable Entry known,
      ResponseLedger.Entry entry) {
    String provider = model.isOverflow() ? answer.provider() : model.provider;
    String name = model.isOverflow() ? answer.model() : model.model;
    Usage before = known == null ? Usage.NONE : known.usage();
    Usage more = entry.usage().minus(before);
    model.usage = model.usage.plus(more);
    if (known == null) {
      model.responses++;
    }
    payer.talk.said(known == null, more.output(), model.usage.output() > 0, payer.nowMillis);
    OpenTask task = UseRules.taskOf(payer, answer);
    task.tokens = Usage.sum(task.tokens, more.total());
    task.interrupted = false;
    addToSession(payer, answer, more.total());
    Tariff tariff = tariff(provider, name, entry);
    Cost old = known != null && known.priced() ? cost(provider, name, known) : Cost.NONE;
    Cost change = (tariff == null ? Cost.NONE : tariff.cost(entry.usage())).minus(old);
    payer.standing = payer.standing.at(payer.key.tenant(), calendars, payer.nowMillis);
    long unpriced = unpriced(tariff, entry.usage());
    long unpricedBefore =
        known != null && known.priced()
            ? unpriced(tariff(provider, name, known), before)
            : before.total();
    if (unpriced >= unpricedBefore) {
      long moreUnpriced = unpriced - unpricedBefore;
      model.unpricedTokens = Usage.sum(model.unpricedTokens, moreUnpriced);
      task.unpricedTokens = Usage.sum(task.unpricedTokens, moreUnpriced);
    } else {
      long priced = unpricedBefore - unpriced;
      model.pricedLaterTokens = Usage.sum(model.pricedLaterTokens, priced);
    }
    model.cost = model.cost.plus(change);
    payer.tokensSinceProgress = Usage.sum(payer.tokensSinceProgress, more.total());
    payer.picoUsdSinceProgress = PicoUsd.plus(payer.picoUsdSinceProgress, change.total());
    if (known == null || known.atMillis() == entry.atMillis()) {
      payer.standing = payer.standing.plus(entry.atMillis(), change.total(), more.total());
    } else {
      long whole = PicoUsd.plus(change.total(), old.total());
      payer.standing =
          payer
              .standing
              .plus(entry.atMillis(), whole, entry.usage().total())
              .plus(known.atMillis(), -old.total(), -before.total());
    }
    if (known == null && tariff != null) {
      UseRules.charge(payer, answer, change, tariff.rates(entry.usage()));
    } else {
      UseRules.chargeMore(payer, answer, change.total());
    }
    // Where even what was known has no price any more, what is on the bill for it stays there.
    return tariff != null
        || (known != null && known.priced() && tariff(provider, name, known) == null);
  }

  /// The tokens of a response that have no price: all of them where its model has none, or those of
  /// the classes that its price leaves out.
  private static long unpriced(@Nullable Tariff tariff, Usage usage) {
    return tariff == null ? usage.total() : tariff.unpriced(usage).total();
  }

  private static void addToSession(AgentState payer, AgentEvent.ModelAnswered answer, long tokens) {
    OpenSession session =
        answer.session().isEmpty() && !payer.sessions.isEmpty()
            ? payer.sessions.getLast()
            : payer.session(answer.session());
    if (session != null) {
      session.heardMillis = Math.max(session.heardMillis, payer.nowMillis);
      session.tokens = Usage.sum(session.tokens, tokens);
    }
  }

  private void tell(AgentState payer, ModelSpend model, long atMillis, SignalSink out) {
    payer.standingTold = true;
    out.accept(new Signal.TokensConsumed(payer.key, atMillis, model.bill(), payer.standing));
  }

  private Cost cost(String provider, String model, ResponseLedger.Entry entry) {
    Tariff tariff = tariff(provider, model, entry);
    return tariff == null ? Cost.NONE : tariff.cost(entry.usage());
  }

  private @Nullable Tariff tariff(String provider, String model, ResponseLedger.Entry entry) {
    return prices.at(provider, model, entry.tier(), entry.atMillis());
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
