package watchbill.exporter.agents;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.Table;

/// What signals say, as series of `ActivityFamilies`, `VerdictFamilies`, `TaskFamilies` and
/// `SpendFamilies`.
///
/// Nothing of it is shown before [#publish()]. After a restart the totals begin where the
/// checkpoint left them and only then catch up with what Prometheus has already seen; shown too
/// early, they would look like counters that were reset, and every rate over them would be too
/// high. While the agents cannot be heard, what they are doing is unknown: the gauges of state,
/// load, stuckness and of what goes on since when are not shown; totals and past times are.
///
/// Signals may come from several threads, those of one agent from one. A signal waits for a scrape
/// only where an agent that is shown changes its role, so that the scrape sees it once, with the
/// old role or the new; and where it is about money, so that the parts of a bill sum to the whole
/// in every scrape.
public final class AgentSeries implements SignalSink, ExpositionSource {
  private final AgentTables tables = new AgentTables();
  private final Map<AgentKey, OneAgent> agents = new ConcurrentHashMap<>();
  private final ReadWriteLock roles = new ReentrantReadWriteLock();

  /// Read by those who change what is spent, each for its agent; written by a scrape.
  private final ReadWriteLock bills = new ReentrantReadWriteLock();

  private final Map<String, TenantHomes> tenants = new ConcurrentHashMap<>();
  private final int agentsPerTenant;
  private final BooleanSupplier agentsAreHeard;
  private volatile boolean published;

  /// @param agentsPerTenant how many agents of one tenant have series of their own; what all others
  ///   do and spend is in the sums of agent `_other`
  /// @param agentsAreHeard whether what agents did last is still what they do; asked once a scrape
  public AgentSeries(int agentsPerTenant, BooleanSupplier agentsAreHeard) {
    this.agentsPerTenant = agentsPerTenant;
    this.agentsAreHeard = agentsAreHeard;
  }

  /// Shows the series from now on: every signal about the past has come.
  public void publish() {
    published = true;
  }

  /// Whether they are shown.
  public boolean isPublished() {
    return published;
  }

  @Override
  public void accept(Signal signal) {
    if (signal.agent().isWholeTenant()) {
      acceptOfAll(signal);
      return;
    }
    OneAgent agent = agents.computeIfAbsent(signal.agent(), this::meet);
    switch (signal) {
      case Signal.TokensConsumed spent -> spend(() -> agent.spent(spent));
      case Signal.SpendChanged changed -> spend(() -> agent.stands(changed.standing()));
      case Signal.ParentLearned learned -> agent.worksFor(learned.parent());
      case Signal.TaskCosts costs -> tables.distributions.told(costs, agent.role());
      case Signal.SessionTokens sessions -> tables.distributions.told(sessions, agent.role());
      case Signal.TaskSpent _ -> {}
      case Signal.LoadReported load -> agent.load(load);
      case Signal.LoadUnknown _ -> agent.loadUnknown();
      case Signal.RoleLearned learned -> learn(agent, learned.role());
      case Signal.ActivityChanged changed -> agent.isDoing(changed.activity());
      case Signal.ProgressMade made -> agent.progressed(made.atMillis());
      case Signal.ToolCallsEnded calls -> agent.ended(calls.outcome(), calls.total());
      case Signal.TasksEnded tasks -> agent.ended(tasks.outcome(), tasks.total());
      case Signal.AgentStuck stuck -> agent.verdicts().stuck(stuck.cause());
      case Signal.AgentFreed freed -> agent.verdicts().freed(freed.cause());
      case Signal.AgentSuspect suspect -> agent.verdicts().suspect(suspect.cause());
      case Signal.RuleFired fired -> agent.verdicts().fired(fired.rule(), fired.total());
      case Signal.CallsInFlight calls -> agent.verdicts().inFlight(calls.sinceMillis());
      case Signal.HumanWaits waits -> agent.verdicts().waitsForHumans(waits);
      case Signal.TelemetryGap gap -> agent.verdicts().gap(gap.sinceMillis());
      case Signal.TasksInterrupted tasks -> agent.fates().interrupted(tasks);
      case Signal.Recovered recovered -> tables.distributions.told(recovered, agent.role());
      case Signal.ContextsReduced reduced -> agent.fates().reduced(reduced);
      case Signal.GovernorMissed missed -> agent.fates().governorMissed(missed.total());
      case Signal.TasksBounced tasks -> agent.fates().bounced(tasks.total());
      case Signal.TasksDuplicated tasks -> agent.fates().duplicated(tasks.total());
      case Signal.DeadlinesMissed missed -> agent.fates().missed(missed);
      case Signal.TaskDurations tasks -> tables.distributions.told(tasks, agent.role());
      case Signal.IncidentBegan _, Signal.IncidentEnded _ -> {
        // Not of one agent.
      }
    }
  }

  private OneAgent meet(AgentKey key) {
    tables.incidents.knows(key.tenant());
    TenantHomes homes =
        tenants.computeIfAbsent(
            key.tenant(), tenant -> new TenantHomes(tables, tenant, agentsPerTenant));
    return new OneAgent(homes.give(key));
  }

  /// All agents of a tenant are no agent: they have no series of one.
  private void acceptOfAll(Signal signal) {
    String tenant = signal.agent().tenant();
    if (signal instanceof Signal.IncidentBegan began) {
      tables.incidents.began(tenant, began.cause());
    } else if (signal instanceof Signal.IncidentEnded ended) {
      tables.incidents.ended(tenant, ended.cause());
    }
  }

  /// Changes what is spent while no scrape looks: the parts of a bill change together.
  private void spend(Runnable change) {
    bills.readLock().lock();
    try {
      change.run();
    } finally {
      bills.readLock().unlock();
    }
  }

  private void learn(OneAgent agent, String role) {
    if (agent.hasRole(role)) {
      return;
    }
    if (!agent.isShown()) {
      agent.moveTo(role);
      return;
    }
    roles.writeLock().lock();
    try {
      agent.moveTo(role);
    } finally {
      roles.writeLock().unlock();
    }
  }

  @Override
  public List<Family<?>> families() {
    return tables.all().stream().<Family<?>>map(Table::family).toList();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return write(table -> table.writeTo(format, out));
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return write(table -> table.writeTo(format, out));
  }

  private int write(ToIntFunction<Table> writer) {
    if (!published) {
      return 0;
    }
    roles.readLock().lock();
    try {
      int samples = agentsAreHeard.getAsBoolean() ? write(tables.states, writer) : 0;
      samples += write(tables.totals, writer);
      samples += write(tables.histograms, writer);
      bills.writeLock().lock();
      try {
        return samples + write(tables.spend, writer);
      } finally {
        bills.writeLock().unlock();
      }
    } finally {
      roles.readLock().unlock();
    }
  }

  private static int write(List<? extends Table> tables, ToIntFunction<Table> writer) {
    int samples = 0;
    for (Table table : tables) {
      samples += writer.applyAsInt(table);
    }
    return samples;
  }
}
