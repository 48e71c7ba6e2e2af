package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.embedded.AppliedListener;

/// The timelines of all agents, in memory alone: after a restart they begin anew.
///
/// Bounded three times: an agent has at most [Ring#MOST] entries; all entries together weigh at
/// most [Bounds#entryBytes], and where that is not enough, those go who have more than their even
/// share, their oldest entries first; the names of agents and models weigh at most
/// [Bounds#nameBytes], and what comes after that is not kept. So names that somebody makes up take
/// nothing from agents that were there before but entries above their share.
///
/// Signals and events of one agent come from the thread that owns it; anybody may look.
public final class Journal implements SignalSink, AppliedListener {
  /// How many other timelines are looked at for entries that are above their share, when one entry
  /// is too many.
  private static final int LOOKED_AT = 32;

  private final Bounds bounds;
  private final Map<AgentKey, Timeline> timelines = new ConcurrentHashMap<>();
  private final Verdicts verdicts = new Verdicts();
  private final AtomicLong entryBytes = new AtomicLong();
  private final AtomicLong nameBytes = new AtomicLong();
  private Iterator<Timeline> next = timelines.values().iterator();
  private volatile boolean live;
  private volatile boolean full;
  private volatile long keptSinceMillis;

  /// An empty journal.
  public Journal(Bounds bounds) {
    this.bounds = bounds;
  }

  /// Everything that was known before this process began has been told; from now on it is news.
  ///
  /// @param sinceMillis from when on the news are complete, in milliseconds since the epoch; 0 when
  ///   nothing was known before
  public void begin(long sinceMillis) {
    keptSinceMillis = sinceMillis;
    live = true;
  }

  @Override
  public void applied(Activity activity) {
    Timeline timeline = timeline(activity.agent());
    if (timeline != null) {
      synchronized (timeline) {
        long before = timeline.ring().bytes();
        timeline.did(activity.event(), activity.heardAtMillis());
        entryBytes.addAndGet(timeline.ring().bytes() - before);
      }
      makeRoom(timeline);
    }
  }

  @Override
  public void applied(ClusterFact fact) {
    Timeline timeline = timeline(fact.agent());
    if (timeline != null) {
      synchronized (timeline) {
        long before = timeline.ring().bytes();
        timeline.underwent(fact);
        entryBytes.addAndGet(timeline.ring().bytes() - before);
      }
      makeRoom(timeline);
    }
  }

  @Override
  public void accept(Signal signal) {
    if (!matters(signal)) {
      return;
    }
    if (signal instanceof Signal.AgentStuck stuck) {
      verdicts.stuck(stuck, !live);
    } else if (signal instanceof Signal.AgentFreed freed) {
      verdicts.end(freed.agent(), freed.atMillis());
    }
    Timeline timeline = timeline(signal.agent());
    if (timeline != null) {
      synchronized (timeline) {
        long before = timeline.ring().bytes();
        boolean room = nameBytes.get() + Weights.MODEL + Burn.BYTES <= bounds.nameBytes();
        nameBytes.addAndGet(timeline.take(signal, live, room));
        entryBytes.addAndGet(timeline.ring().bytes() - before);
      }
      makeRoom(timeline);
    }
  }

  /// How an agent stands, with the incidents of its tenant; null when nothing is known of it.
  @Nullable Picture picture(AgentKey agent) {
    Timeline timeline = timelines.get(agent);
    if (timeline == null || agent.isWholeTenant()) {
      return null;
    }
    Picture own = look(timeline);
    Timeline ofTenant = timelines.get(AgentKey.wholeTenant(agent.tenant()));
    if (ofTenant == null) {
      return own;
    }
    Picture tenant = look(ofTenant);
    List<Entry> both = new ArrayList<>(own.entries());
    tenant.entries().stream()
        .filter(entry -> entry.atMillis() >= own.knownSinceMillis())
        .forEach(both::add);
    both.sort(Timeline.BY_TIME);
    return own.with(both, tenant.incident());
  }

  /// How all agents stand of which something is known, in no order.
  public List<Standing> standings(long nowMillis) {
    List<Standing> standings = new ArrayList<>(timelines.size());
    timelines.forEach((agent, timeline) -> {
      if (!agent.isWholeTenant()) {
        synchronized (timeline) {
          standings.add(timeline.standing(nowMillis));
        }
      }
    });
    return standings;
  }

  /// The incidents of tenants that go on, in no order.
  public List<Signal.IncidentBegan> incidents() {
    return timelines.entrySet().stream()
        .filter(entry -> entry.getKey().isWholeTenant())
        .map(entry -> look(entry.getValue()).incident())
        .filter(Objects::nonNull)
        .toList();
  }

  /// The newest verdicts of all agents, at most 100, the newest first.
  public List<Verdict> verdicts() {
    return verdicts.newestFirst();
  }

  /// From when on it is complete, in milliseconds since the epoch; 0 when nothing was known before.
  public long keptSinceMillis() {
    return keptSinceMillis;
  }

  /// All agents of which something is known, in no order.
  List<AgentKey> agents() {
    return timelines.keySet().stream().filter(agent -> !agent.isWholeTenant()).toList();
  }

  /// Whether there is no room for the name of another agent.
  public boolean isFull() {
    return full;
  }

  /// What everything that is kept weighs, in bytes.
  long bytes() {
    return entryBytes.get() + nameBytes.get();
  }

  private Picture look(Timeline timeline) {
    synchronized (timeline) {
      return timeline.picture(keptSinceMillis);
    }
  }

  private @Nullable Timeline timeline(AgentKey agent) {
    Timeline known = timelines.get(agent);
    if (known != null) {
      return known;
    }
    long weight = Weights.of(agent);
    if (nameBytes.get() + weight > bounds.nameBytes()) {
      full = true;
      return null;
    }
    nameBytes.addAndGet(weight);
    Timeline made = new Timeline(agent, !live);
    timelines.put(agent, made);
    return made;
  }

  /// Lets entries go until all weigh no more than they may.
  private void makeRoom(Timeline newest) {
    if (entryBytes.get() <= bounds.entryBytes()) {
      return;
    }
    long share = bounds.entryBytes() / Math.max(1, timelines.size());
    shrink(newest, share);
    synchronized (this) {
      for (int i = 0; i < LOOKED_AT && entryBytes.get() > bounds.entryBytes(); i++) {
        if (!next.hasNext()) {
          next = timelines.values().iterator();
        }
        shrink(next.next(), share);
      }
    }
    shrink(newest, 0);
  }

  private void shrink(Timeline timeline, long share) {
    synchronized (timeline) {
      Ring ring = timeline.ring();
      while (ring.size() > 0 && ring.bytes() > share && entryBytes.get() > bounds.entryBytes()) {
        long before = ring.bytes();
        ring.dropOldest();
        entryBytes.addAndGet(ring.bytes() - before);
      }
    }
  }

  /// Whether a timeline makes something of it: most signals are totals, and come often.
  private static boolean matters(Signal signal) {
    return switch (signal) {
      case Signal.TokensConsumed _,
          Signal.SpendChanged _,
          Signal.RoleLearned _,
          Signal.ParentLearned _,
          Signal.ProgressMade _,
          Signal.ActivityChanged _,
          Signal.CallsInFlight _,
          Signal.AgentStuck _,
          Signal.AgentSuspect _,
          Signal.AgentFreed _,
          Signal.IncidentBegan _,
          Signal.IncidentEnded _,
          Signal.TaskSpent _,
          Signal.TelemetryGap _,
          Signal.TasksInterrupted _,
          Signal.Recovered _,
          Signal.GovernorMissed _,
          Signal.TasksBounced _,
          Signal.TasksDuplicated _,
          Signal.DeadlinesMissed _ ->
          true;
      case Signal.TaskCosts _,
          Signal.SessionTokens _,
          Signal.LoadReported _,
          Signal.LoadUnknown _,
          Signal.ToolCallsEnded _,
          Signal.TasksEnded _,
          Signal.RuleFired _,
          Signal.HumanWaits _,
          Signal.ContextsReduced _,
          Signal.TaskDurations _ ->
          false;
    };
  }
}
