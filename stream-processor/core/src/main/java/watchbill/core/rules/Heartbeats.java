package watchbill.core.rules;

import watchbill.core.AgentEvent;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Whether an agent's heartbeats come as steadily as they used to. Owned by its [AgentState]; six
/// numbers.
///
/// An agent is trusted to send heartbeats once three in a row have come at a steady pace. One that
/// tells of a tool call in flight ends with that call, so it is no promise that others follow. Each
/// time that the pace breaks, four times as many are asked for, up to 192: an agent that sends them
/// now and then is soon believed no more. The pause while its container was away breaks no pace.
final class Heartbeats {
  private static final int ENOUGH = 3;
  private static final int MORE = 4;
  private static final int MOST = 192;

  /// A pace is steady while no interval is longer than this many of those before.
  private static final int LONGER = 2;

  /// How many intervals without a sign of life are a gap, and what is never one: Prometheus takes a
  /// heartbeat for stale after 120 s in the field's own alert (agent.ceo).
  private static final int MISSED = 3;

  private static final long LEAST_MILLIS = 120_000;

  /// How fast the pace forgets a long interval: by one part in sixteen at each shorter one.
  private static final int FORGETS = 16;

  private long heardMillis;
  private long beatMillis;

  /// The longest interval lately.
  private long paceMillis;

  private int steady;
  private int needed = ENOUGH;

  /// Since when nothing is heard, as it was told; 0 while it is heard.
  private long gapSinceMillis;

  /// Takes any sign of life.
  void heard(long nowMillis) {
    heardMillis = nowMillis;
  }

  /// The agent began again after it was interrupted.
  void resumed() {
    beatMillis = 0;
  }

  /// Takes a heartbeat.
  void beat(AgentEvent.Heartbeat heartbeat, long nowMillis) {
    long interval = nowMillis - beatMillis;
    boolean first = beatMillis == 0;
    beatMillis = nowMillis;
    if (first || interval == 0 || !heartbeat.call().isEmpty()) {
      return;
    }
    if (paceMillis > 0 && interval > LONGER * paceMillis) {
      steady = 0;
      needed = Math.min(MOST, MORE * needed);
      paceMillis = interval;
    } else {
      steady = Math.min(MOST, steady + 1);
      paceMillis =
          interval >= paceMillis ? interval : paceMillis - (paceMillis - interval) / FORGETS;
    }
  }

  /// Whether the agent is missed.
  boolean isGap() {
    return gapSinceMillis > 0;
  }

  /// When the agent will be missed if nothing more is heard of it, or [Rule#NEVER].
  long nextDue(AgentState state) {
    return gapSinceMillis > 0 ? Rule.NEVER : gapFrom(state);
  }

  /// Tells whether it is missed, when that has changed.
  void tellChange(AgentState state, SignalSink out) {
    long since = gapFrom(state) <= state.nowMillis ? heardMillis : 0;
    if (since != gapSinceMillis) {
      gapSinceMillis = since;
      tell(state, out);
    }
  }

  /// Tells that it is missed, if it is.
  void tellAll(AgentState state, SignalSink out) {
    if (gapSinceMillis > 0) {
      tell(state, out);
    }
  }

  private long gapFrom(AgentState state) {
    if (steady < needed || (state.tasks.isEmpty() && state.calls.isEmpty())) {
      return Rule.NEVER;
    }
    return state.outages.after(heardMillis, Math.max(LEAST_MILLIS, MISSED * paceMillis));
  }

  private void tell(AgentState state, SignalSink out) {
    out.accept(new Signal.TelemetryGap(state.key, state.nowMillis, gapSinceMillis));
  }

  void save(StateOutput out) {
    out.number(heardMillis);
    out.number(beatMillis);
    out.number(paceMillis);
    out.number(steady);
    out.number(needed);
    out.number(gapSinceMillis);
  }

  void restore(StateInput in) {
    heardMillis = in.number();
    beatMillis = in.number();
    paceMillis = in.number();
    steady = (int) in.number();
    needed = (int) in.number();
    gapSinceMillis = in.number();
  }
}
