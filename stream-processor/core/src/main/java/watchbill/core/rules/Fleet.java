package watchbill.core.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.money.PriceBook;
import watchbill.core.port.SignalSink;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.RecentIds;
import watchbill.core.state.ResponseLedger;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.core.time.Deadlines;
import watchbill.core.time.Outages;

/// Some tenants' agents, with all that is remembered of them: what goes in is their history, what
/// comes out are signals. One owner thread; no clock and no I/O.
///
/// Whole tenants live in one fleet, because a response counts once for its tenant, whichever of its
/// agents reports it.
///
/// The signals of an agent depend on its history alone: not on how often [#advance] is called, as
/// long as it is never called with a time after that of an event still to come, and not on being
/// saved and restored at any point.
public final class Fleet {
  /// How many event ids and responses are surely remembered.
  private static final int EVENT_IDS = 1 << 17;

  private static final int RESPONSES = 1 << 20;

  /// For how long a response is remembered: sessions are resumed days later.
  private static final long RESPONSE_HORIZON_MILLIS = 14 * 24 * 3_600_000L;

  /// How many agents one call of the timer wheel gives back, so that a long way in time is gone in
  /// bounded steps.
  private static final int DUE_AT_ONCE = 4_096;

  private static final byte FORM = 2;

  private final Map<AgentKey, Integer> numbers = new HashMap<>();
  private final List<AgentState> agents = new ArrayList<>();
  private final Deadlines deadlines = new Deadlines();
  private final Outages outages;
  private final AgentRules rules;
  private final FactRules facts;
  private final RecentIds events;
  private final CompletedTasks completed = new CompletedTasks();
  private final ToolTimes toolTimes;
  private final Spend spend;
  private long nowMillis;
  private long duplicates;

  /// A fleet of nobody yet.
  public Fleet(FleetOptions options) {
    this(
        options,
        new Outages(),
        new RecentIds(EVENT_IDS),
        new ResponseLedger(RESPONSES, RESPONSE_HORIZON_MILLIS));
  }

  private Fleet(FleetOptions options, Outages outages, RecentIds events, ResponseLedger ledger) {
    this.outages = outages;
    this.rules = new AgentRules(options, outages);
    this.facts = new FactRules(options.thresholds());
    this.events = events;
    this.spend = new Spend(rules, options, ledger);
    this.toolTimes = new ToolTimes(options.thresholds());
  }

  /// Applies what an agent did. Time passes for that agent first, up to when the event was heard.
  public void apply(Activity activity, SignalSink out) {
    int number = numberOf(activity.agent());
    AgentState agent = agents.get(number);
    AgentEvent event = activity.event();
    // Reports of one response merge, so answers need no memory of event ids.
    if (!(event instanceof AgentEvent.ModelAnswered) && isKnown(activity)) {
      duplicates++;
      return;
    }
    rules.advance(agent, activity.heardAtMillis(), out);
    if (event instanceof AgentEvent.ModelAnswered answered) {
      int payer =
          spend.count(answered, activity.id(), activity.heardAtMillis(), number, agents, out);
      if (payer != number) {
        settle(payer, agents.get(payer), out);
      }
    }
    EventRules.apply(agent, event, completed, toolTimes, out);
    settle(number, agent, out);
  }

  /// Applies what the cluster did to an agent.
  ///
  /// @param atMillis when it was heard, but no later than the time that the agents' own sources
  ///   have come to, so that news of the cluster does not let anybody's silence run out
  public void apply(ClusterFact fact, long atMillis, SignalSink out) {
    int number = numberOf(fact.agent());
    AgentState agent = agents.get(number);
    rules.advance(agent, atMillis, out);
    facts.apply(agent, fact);
    settle(number, agent, out);
  }

  /// Lets time pass for all agents: everything that happened before `toMillis` has been applied.
  public void advance(long toMillis, SignalSink out) {
    if (toMillis <= nowMillis) {
      return;
    }
    nowMillis = toMillis;
    boolean done;
    do {
      done =
          deadlines.advance(
              toMillis,
              DUE_AT_ONCE,
              number -> {
                AgentState agent = agents.get(number);
                rules.advance(agent, toMillis, out);
                schedule(number, agent);
              });
    } while (!done);
  }

  /// Nobody could be heard from `fromMillis` to `toMillis`: silence in between accuses nobody.
  public void unheard(long fromMillis, long toMillis) {
    outages.add(fromMillis, toMillis);
  }

  /// The time up to which everything has been applied, in milliseconds since the epoch.
  public long nowMillis() {
    return nowMillis;
  }

  /// How many agents it knows.
  public int size() {
    return agents.size();
  }

  /// How many events were dropped because one with the same id had been applied, ever.
  public long duplicates() {
    return duplicates;
  }

  /// Goes by these prices from now on; what had no price until now is priced if it has one now.
  /// What has been priced stays as it is.
  public void reprice(PriceBook prices, SignalSink out) {
    spend.reprice(prices, agents, out);
    for (int number = 0; number < agents.size(); number++) {
      schedule(number, agents.get(number));
    }
  }

  /// Tells everything that its signals have told and that still holds: for a listener that comes
  /// late, or comes back.
  public void tellAll(SignalSink out) {
    for (AgentState agent : agents) {
      StateSignals.tell(agent, rules, out);
    }
  }

  /// Writes everything that it remembers.
  public void save(StateOutput out) {
    out.number(FORM);
    out.number(nowMillis);
    out.number(duplicates);
    outages.save(out);
    out.number(agents.size());
    for (AgentState agent : agents) {
      AgentForm.save(agent, out);
    }
    events.save(out);
    spend.ledger().save(out);
    completed.save(out);
    toolTimes.save(out);
  }

  /// Reads what [#save] wrote. What had no price then is priced if it has one now.
  ///
  /// @throws IllegalArgumentException when the bytes are not a fleet in a form known here
  public static Fleet restore(StateInput in, FleetOptions options) {
    long form = in.number();
    if (form != FORM) {
      throw new IllegalArgumentException(
          "state: want form %d of a fleet, have %d".formatted(FORM, form));
    }
    long nowMillis = in.number();
    long duplicates = in.number();
    Outages outages = Outages.restore(in);
    List<AgentState> agents = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      agents.add(AgentForm.restore(in));
    }
    RecentIds events = RecentIds.restore(in, EVENT_IDS);
    ResponseLedger ledger = ResponseLedger.restore(in, RESPONSES, RESPONSE_HORIZON_MILLIS);
    Fleet fleet = new Fleet(options, outages, events, ledger);
    fleet.completed.restore(in);
    fleet.toolTimes.restore(in);
    fleet.nowMillis = nowMillis;
    fleet.duplicates = duplicates;
    for (AgentState agent : agents) {
      fleet.numbers.put(agent.key, fleet.agents.size());
      fleet.agents.add(agent);
    }
    fleet.reprice(options.prices(), _ -> {});
    return fleet;
  }

  private boolean isKnown(Activity activity) {
    return !activity.id().isEmpty()
        && !events.add(
            Fingerprint.of(activity.agent().tenant(), activity.agent().agent(), activity.id()));
  }

  private int numberOf(AgentKey key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    numbers.put(key, agents.size());
    agents.add(new AgentState(key));
    return agents.size() - 1;
  }

  private void settle(int number, AgentState agent, SignalSink out) {
    rules.settle(agent, out);
    schedule(number, agent);
  }

  private void schedule(int number, AgentState agent) {
    long due = rules.nextDue(agent);
    if (due == Rule.NEVER) {
      deadlines.clear(number);
    } else {
      deadlines.set(number, due);
    }
  }
}
