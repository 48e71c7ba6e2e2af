package watchbill.core.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
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
/// What is heard comes in the order in which it was heard. The signals of a tenant's agents depend
/// on their history alone: not on how often [#advance] is called, as long as it is never called
/// with a time after that of an event still to come, and not on being saved and restored at any
/// point.
public final class Fleet {
  /// How many event ids and responses are surely remembered.
  private static final int EVENT_IDS = 1 << 17;

  private static final int RESPONSES = 1 << 20;

  /// For how long a response is remembered: sessions are resumed days later.
  private static final long RESPONSE_HORIZON_MILLIS = 14 * 24 * 3_600_000L;

  private static final byte FORM = 3;

  /// An agent whose deadline has come.
  private record Due(long atMillis, int number) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
  }

  private final FleetOptions options;
  private final Map<AgentKey, Integer> numbers = new HashMap<>();
  private final List<AgentState> agents = new ArrayList<>();
  private final Map<String, Tenant> tenants = new LinkedHashMap<>();
  private final List<Tenant> tenantOf = new ArrayList<>();
  private final Deadlines deadlines = new Deadlines();

  /// Those of one tick of the timer wheel, which gives them back in no order.
  private final PriorityQueue<Due> due = new PriorityQueue<>();

  private final Outages outages;
  private final AgentRules rules;
  private final FactRules facts;
  private final RecentIds events;
  private final CompletedTasks completed = new CompletedTasks();
  private final PodHomes homes = new PodHomes();
  private final Handovers handovers = new Handovers();
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
    this.options = options;
    this.outages = outages;
    this.rules = new AgentRules(options);
    this.facts = new FactRules(options.thresholds());
    this.events = events;
    this.spend = new Spend(rules, options, ledger);
    this.toolTimes = new ToolTimes(options.thresholds());
  }

  /// Applies what an agent did. Time passes first, up to when the event was heard.
  public void apply(Activity activity, SignalSink out) {
    advance(activity.heardAtMillis(), out);
    int number = numberOf(activity.agent());
    AgentState agent = agents.get(number);
    AgentEvent event = activity.event();
    // Reports of one response merge, so answers need no memory of event ids.
    if (!(event instanceof AgentEvent.ModelAnswered) && isKnown(activity)) {
      duplicates++;
      return;
    }
    pass(number, activity.heardAtMillis(), out);
    if (event instanceof AgentEvent.ModelAnswered answered) {
      int payer =
          spend.count(answered, activity.id(), activity.heardAtMillis(), number, agents, out);
      if (payer != number) {
        settle(payer, out);
      }
      if (!spend.lastWasNews()) {
        settle(number, out);
        return;
      }
    }
    String home = agent.pods.home();
    EventRules.apply(agent, event, completed, toolTimes, out);
    homes.move(number, agent.key.tenant(), home, agent.pods.home());
    int former = handovers.take(number, event, agents, out);
    settle(number, out);
    if (former >= 0 && event instanceof AgentEvent.TaskStarted taken) {
      pass(former, activity.heardAtMillis(), out);
      Handovers.surrender(agents.get(former), taken.task(), out);
      settle(former, out);
    }
  }

  /// Applies what the cluster did to an agent: to the one that the fact names, and to all that say
  /// that they run in this pod. When these are others, the one that is named and was never heard is
  /// nobody: only the pod's name.
  ///
  /// @param atMillis when it was heard, but no later than the time that the agents' own sources
  ///   have come to, so that news of the cluster does not let anybody's silence run out
  public void apply(ClusterFact fact, long atMillis, SignalSink out) {
    advance(atMillis, out);
    List<Integer> here = List.copyOf(homes.of(fact.agent().tenant(), fact.pod()));
    Integer named = numbers.get(fact.agent());
    if (here.isEmpty()) {
      learn(named == null ? numberOf(fact.agent()) : named, fact, atMillis, out);
    } else if (named != null && !here.contains(named) && agents.get(named).pods.hasSpoken()) {
      learn(named, fact, atMillis, out);
    }
    for (int number : here) {
      learn(number, fact, atMillis, out);
    }
  }

  private void learn(int number, ClusterFact fact, long atMillis, SignalSink out) {
    AgentState agent = agents.get(number);
    pass(number, atMillis, out);
    String home = agent.pods.home();
    facts.apply(agent, fact, out);
    homes.move(number, agent.key.tenant(), home, agent.pods.home());
    settle(number, out);
  }

  /// Lets time pass for all agents: everything that happened before `toMillis` has been applied.
  public void advance(long toMillis, SignalSink out) {
    if (toMillis <= nowMillis) {
      return;
    }
    nowMillis = toMillis;
    boolean done;
    do {
      done = deadlines.advance(toMillis, number -> takeDue(number, out));
      settleDue(Long.MAX_VALUE, out);
    } while (!done);
  }

  /// Takes an agent that the timer wheel gives back; those of one tick are settled in the order of
  /// their deadlines, since what one does may be seen by the others of its tenant.
  private void takeDue(int number, SignalSink out) {
    long at = nextDue(number);
    if (at > deadlines.nowMillis()) {
      schedule(number);
      return;
    }
    settleDue(tickOf(at), out);
    due.add(new Due(at, number));
  }

  /// Settles those whose deadlines lie before a tick.
  private void settleDue(long beforeTick, SignalSink out) {
    while (!due.isEmpty() && tickOf(due.peek().atMillis) < beforeTick) {
      Due next = due.remove();
      long at = nextDue(next.number);
      if (at == next.atMillis) {
        pass(next.number, at, out);
        at = nextDue(next.number);
      }
      if (tickOf(at) <= tickOf(next.atMillis)) {
        due.add(new Due(at, next.number));
      } else {
        schedule(next.number);
      }
    }
  }

  private static long tickOf(long atMillis) {
    return Math.ceilDiv(atMillis, (long) Deadlines.TICK_MILLIS);
  }

  /// Lets time pass for one agent, and looks at its tenant when it is due.
  private void pass(int number, long toMillis, SignalSink out) {
    AgentState agent = agents.get(number);
    Tenant tenant = tenantOf.get(number);
    for (long at = nextDue(number); at <= toMillis; at = nextDue(number)) {
      boolean looks = tenant.incidents.nextLook(agent) == at;
      rules.advance(agent, at, out);
      tenant.incidents.update(agent);
      if (looks && tenant.incidents.look(agent, out)) {
        tenant.agents.forEach(this::schedule);
      }
    }
    rules.advance(agent, toMillis, out);
  }

  /// Nobody could be heard from `fromMillis` to `toMillis`: silence in between accuses nobody.
  public void unheard(long fromMillis, long toMillis) {
    outages.add(fromMillis, toMillis);
    for (Tenant tenant : tenants.values()) {
      tenant.outages.add(fromMillis, toMillis);
      tenant.deafness.add(fromMillis, toMillis);
    }
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
      schedule(number);
    }
  }

  /// Tells everything that its signals have told and that still holds: for a listener that comes
  /// late, or comes back.
  public void tellAll(SignalSink out) {
    for (AgentState agent : agents) {
      StateSignals.tell(agent, rules, out);
    }
    for (Tenant tenant : tenants.values()) {
      tenant.incidents.tell(out);
    }
  }

  /// Writes everything that it remembers.
  public void save(StateOutput out) {
    out.number(FORM);
    out.number(nowMillis);
    out.number(duplicates);
    outages.save(out);
    out.number(tenants.size());
    for (Tenant tenant : tenants.values()) {
      out.text(tenant.name);
      tenant.outages.save(out);
      tenant.deafness.save(out);
      tenant.incidents.save(out);
    }
    out.number(agents.size());
    for (AgentState agent : agents) {
      AgentForm.save(agent, out);
    }
    events.save(out);
    spend.ledger().save(out);
    completed.save(out);
    handovers.save(out);
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
    Map<String, Tenant> tenants = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      Tenant tenant = new Tenant(in.text(), Outages.restore(in), Outages.restore(in), options);
      tenant.incidents.restore(in);
      tenants.put(tenant.name, tenant);
    }
    List<AgentState> agents = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      agents.add(AgentForm.restore(in));
    }
    RecentIds events = RecentIds.restore(in, EVENT_IDS);
    ResponseLedger ledger = ResponseLedger.restore(in, RESPONSES, RESPONSE_HORIZON_MILLIS);
    Fleet fleet = new Fleet(options, outages, events, ledger);
    fleet.completed.restore(in);
    fleet.handovers.restore(in);
    fleet.toolTimes.restore(in);
    fleet.nowMillis = nowMillis;
    fleet.duplicates = duplicates;
    fleet.tenants.putAll(tenants);
    agents.forEach(fleet::join);
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
    return join(new AgentState(key));
  }

  private int join(AgentState agent) {
    int number = agents.size();
    Tenant tenant =
        tenants.computeIfAbsent(
            agent.key.tenant(), name -> new Tenant(name, outages.copy(), outages.copy(), options));
    numbers.put(agent.key, number);
    agents.add(agent);
    tenantOf.add(tenant);
    tenant.join(number, agent);
    homes.move(number, agent.key.tenant(), "", agent.pods.home());
    return number;
  }

  private void settle(int number, SignalSink out) {
    AgentState agent = agents.get(number);
    Incidents incidents = tenantOf.get(number).incidents;
    rules.settle(agent, out);
    incidents.update(agent);
    if (incidents.settle(agent, out)) {
      tenantOf.get(number).agents.forEach(this::schedule);
    } else {
      schedule(number);
    }
  }

  private long nextDue(int number) {
    AgentState agent = agents.get(number);
    return Math.min(rules.nextDue(agent), tenantOf.get(number).incidents.nextLook(agent));
  }

  private void schedule(int number) {
    long at = nextDue(number);
    if (at == Rule.NEVER) {
      deadlines.clear(number);
    } else {
      deadlines.set(number, at);
    }
  }
}
