package watchbill.core.rules;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.IncidentCause;
import watchbill.core.Signal;
import watchbill.core.WaitingFor;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The agents of one tenant, seen together: when many of them fall silent within a short time, or
/// wait for their provider at once, that is one incident, and while it lasts nobody's silence runs
/// out. There is one at a time; it excuses nobody for longer than its limit.
///
/// An agent is looked at when it has been silent, or waited, for long enough to count; what it
/// counts for is kept in it, so that a look costs a few additions however many agents there are.
final class Incidents {
  /// So many agents fell silent, or began to wait, in a slice of time.
  private static final class Slices {
    private final TreeMap<Long, Integer> agents = new TreeMap<>();

    void move(long from, long to) {
      if (from == to) {
        return;
      }
      if (from != NOT_COUNTED) {
        agents.merge(from, -1, (before, less) -> before + less == 0 ? null : before + less);
      }
      if (to != NOT_COUNTED) {
        agents.merge(to, 1, Integer::sum);
      }
    }

    int between(long from, long to) {
      int sum = 0;
      for (int count : agents.subMap(from, true, to, true).values()) {
        sum += count;
      }
      return sum;
    }
  }

  /// An incident that lasts.
  ///
  /// @param fromSlice the agents of these slices are those that came to a stop
  /// @param silent how many they were
  private record Incident(
      IncidentCause cause, long beganMillis, long fromSlice, long toSlice, int silent, int atWork) {

    /// It is over when no more than so many of its agents are left.
    int enough() {
      return silent / 2;
    }
  }

  static final long NOT_COUNTED = -1;

  /// For how long at most agents may need to be heard again after an incident; after a shorter one
  /// as long as that was.
  private static final long RETURN_MILLIS = 60_000;

  private static final int SLICES_A_WINDOW = 8;

  private final AgentKey tenant;
  private final IncidentLimits limits;
  private final long silentMillis;
  private final long waitingMillis;
  private final long sliceMillis;
  private final long longestMillis;
  private final long waitingSlices;

  private final Slices silent = new Slices();
  private final Slices waiting = new Slices();
  private int atWork;
  private @Nullable Incident lasting;

  Incidents(String tenant, FleetOptions options) {
    this.tenant = AgentKey.wholeTenant(tenant);
    this.limits = options.incidents();
    Thresholds thresholds = options.thresholds();
    long silence = Math.min(thresholds.toolHang().toMillis(), thresholds.noToolCall().toMillis());
    this.silentMillis = Math.max(1, silence / 2);
    this.waitingMillis = Math.max(1, thresholds.provider().toMillis() / 30);
    this.sliceMillis = Math.max(1, silence / 5 / SLICES_A_WINDOW);
    this.longestMillis = limits.longest().toMillis();
    this.waitingSlices = thresholds.provider().toMillis() / 4 / sliceMillis;
  }

  /// Takes what the agent does now. An attended agent does not count: its person goes to lunch when
  /// others do.
  void update(AgentState agent) {
    boolean judged = agent.stuckBy != null;
    boolean works = !judged && !agent.attended && agent.hasWork();
    WaitingFor party = agent.waitingFor;
    boolean provides = !judged && (party == WaitingFor.PROVIDER || party == WaitingFor.RATE_LIMIT);
    boolean counts = works || provides;
    if (counts != agent.countedAtWork) {
      atWork += counts ? 1 : -1;
      agent.countedAtWork = counts;
    }
    long nowWaiting = provides ? agent.waitingSinceMillis / sliceMillis : NOT_COUNTED;
    long nowSilent =
        works && party == null && !agent.atPerson && !isUsual(agent)
            ? silentSince(agent) / sliceMillis
            : NOT_COUNTED;
    waiting.move(agent.countedWaiting, nowWaiting);
    silent.move(agent.countedSilent, nowSilent);
    agent.countedWaiting = nowWaiting;
    agent.countedSilent = nowSilent;
  }

  /// A call that is known to take longer is no silence.
  private boolean isUsual(AgentState agent) {
    AgentState.Call call = agent.lastCall();
    return call != null && call.usualMillis() > silentMillis;
  }

  private static long silentSince(AgentState agent) {
    AgentState.Call call = agent.lastCall();
    return call == null ? agent.quietSinceMillis() : agent.silentSinceMillis(call);
  }

  /// When the agent is to be looked at next, or [Rule#NEVER].
  long nextLook(AgentState agent) {
    long next = Rule.NEVER;
    if (agent.countedSilent != NOT_COUNTED) {
      next = look(agent, agent.outages.after(silentSince(agent), silentMillis));
    }
    if (agent.countedWaiting != NOT_COUNTED) {
      long counts = agent.outages.after(agent.waitingSinceMillis, waitingMillis);
      next = Math.min(next, look(agent, counts));
    }
    return next;
  }

  private long look(AgentState agent, long countsFrom) {
    if (countsFrom > agent.nowMillis) {
      return countsFrom;
    }
    long ends = lasting == null ? 0 : lasting.beganMillis + longestMillis;
    return ends > agent.nowMillis ? ends : Rule.NEVER;
  }

  /// Looks at the tenant because the agent has been silent, or waited, for long enough.
  ///
  /// @return whether the tenant's agents have other deadlines now
  boolean look(AgentState agent, SignalSink out) {
    boolean before = lasting != null;
    if (lasting == null && agent.countedWaiting != NOT_COUNTED) {
      long slice = agent.countedWaiting;
      begin(IncidentCause.PROVIDER, slice - waitingSlices, slice, agent, out);
    }
    if (lasting == null && agent.countedSilent != NOT_COUNTED) {
      long slice = agent.countedSilent;
      begin(IncidentCause.SILENCE, slice - SLICES_A_WINDOW, slice, agent, out);
    }
    boolean ended = settle(agent, out);
    return ended || (lasting != null) != before;
  }

  /// Ends the incident if it is over.
  ///
  /// @return whether it was
  boolean settle(AgentState agent, SignalSink out) {
    Incident incident = lasting;
    if (incident == null) {
      return false;
    }
    long latest = incident.beganMillis + longestMillis;
    int left = slices(incident.cause).between(incident.fromSlice, incident.toSlice);
    if (agent.nowMillis < latest && left > incident.enough()) {
      return false;
    }
    long over = Math.min(agent.nowMillis, latest);
    long back = Math.clamp(over - incident.beganMillis, 1, RETURN_MILLIS);
    excuse(incident, agent, over + back);
    lasting = null;
    out.accept(new Signal.IncidentEnded(tenant, over, incident.cause));
    return true;
  }

  /// Tells the incident that lasts.
  void tell(SignalSink out) {
    if (lasting != null) {
      out.accept(
          new Signal.IncidentBegan(
              tenant, lasting.beganMillis, lasting.cause, lasting.silent, lasting.atWork));
    }
  }

  private void begin(
      IncidentCause cause, long fromSlice, long toSlice, AgentState agent, SignalSink out) {
    int silent = slices(cause).between(fromSlice, toSlice);
    if (silent >= limits.of(atWork)) {
      long now = agent.nowMillis;
      lasting = new Incident(cause, now, fromSlice, toSlice, silent, atWork);
      excuse(lasting, agent, now + longestMillis);
      tell(out);
    }
  }

  private static void excuse(Incident incident, AgentState agent, long untilMillis) {
    agent.outages.add(incident.beganMillis, untilMillis);
    if (incident.cause == IncidentCause.SILENCE) {
      agent.deafness.add(incident.beganMillis, untilMillis);
    }
  }

  private Slices slices(IncidentCause cause) {
    return switch (cause) {
      case SILENCE -> silent;
      case PROVIDER -> waiting;
    };
  }

  void save(StateOutput out) {
    out.name(lasting == null ? null : lasting.cause);
    if (lasting != null) {
      out.number(lasting.beganMillis);
      out.number(lasting.fromSlice);
      out.number(lasting.toSlice);
      out.number(lasting.silent);
      out.number(lasting.atWork);
    }
  }

  void restore(StateInput in) {
    IncidentCause cause = in.name(IncidentCause.class);
    if (cause != null) {
      lasting =
          new Incident(
              cause, in.number(), in.number(), in.number(), (int) in.number(), (int) in.number());
    }
  }
}
