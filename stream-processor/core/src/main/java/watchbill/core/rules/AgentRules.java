package watchbill.core.rules;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.money.Calendars;
import watchbill.core.port.SignalSink;
import watchbill.core.time.Outages;

/// Lets time pass over one agent and tells what changed. [#advance] up to a moment in one step or
/// in many gives the same signals, dated when each became true.
final class AgentRules {
  private final Verdicts verdicts;
  private final long loadFreshMillis;
  private final Calendars calendars;
  private final Outages outages;

  AgentRules(FleetOptions options, Outages outages) {
    this.verdicts = new Verdicts(options.thresholds());
    this.loadFreshMillis = options.thresholds().loadFresh().toMillis();
    this.calendars = options.calendars();
    this.outages = outages;
  }

  /// Lets time pass up to `toMillis`; does nothing when the agent is there already.
  void advance(AgentState state, long toMillis, SignalSink out) {
    for (long at = nextDue(state); at <= toMillis; at = nextDue(state)) {
      state.nowMillis = at;
      settle(state, out);
    }
    state.nowMillis = Math.max(state.nowMillis, toMillis);
  }

  /// When [#advance] has something to do next, or [Rule#NEVER].
  long nextDue(AgentState state) {
    long change = Math.min(verdicts.nextChange(state, outages), state.standing.nextEndMillis());
    return state.loadKnown ? Math.min(change, loadEnds(state)) : change;
  }

  /// Tells what the state now means, as far as it was not told before.
  void settle(AgentState state, SignalSink out) {
    if (state.loadKnown && loadEnds(state) <= state.nowMillis) {
      state.loadKnown = false;
      out.accept(new Signal.LoadUnknown(state.key, state.nowMillis));
    }
    Rule rule = verdicts.of(state, outages);
    StuckCause cause = rule == null ? null : rule.cause(state);
    if (cause != state.stuckBy) {
      tellVerdict(state, rule, cause, out);
    }
    if (state.standing.nextEndMillis() <= state.nowMillis) {
      state.standing = state.standing.at(state.key.tenant(), calendars, state.nowMillis);
      state.standingTold = false;
    }
    if (!state.standingTold) {
      state.standingTold = true;
      out.accept(new Signal.SpendChanged(state.key, state.nowMillis, state.standing));
    }
    AgentActivity activity = state.activity();
    if (activity != state.shown || !state.everShown) {
      state.shown = activity;
      state.everShown = true;
      out.accept(new Signal.ActivityChanged(state.key, state.nowMillis, activity));
    }
  }

  private void tellVerdict(
      AgentState state, @Nullable Rule rule, @Nullable StuckCause cause, SignalSink out) {
    StuckCause before = state.stuckBy;
    state.stuckBy = cause;
    if (rule != null && cause != null) {
      if (cause == StuckCause.REPEAT_LOOP) {
        UseRules.looped(state);
      }
      out.accept(stuck(state, rule, cause));
    } else if (before != null) {
      out.accept(new Signal.AgentFreed(state.key, state.nowMillis, before));
    }
  }

  /// Tells the verdict that stands, if one does; the state is settled.
  void tellVerdict(AgentState state, SignalSink out) {
    Rule rule = verdicts.of(state, outages);
    if (rule != null && state.stuckBy != null) {
      out.accept(stuck(state, rule, state.stuckBy));
    }
  }

  private static Signal stuck(AgentState state, Rule rule, StuckCause cause) {
    return new Signal.AgentStuck(
        state.key, state.nowMillis, cause, state.progressAtMillis, rule.evidence(state));
  }

  private long loadEnds(AgentState state) {
    return outages.after(state.loadAtMillis, loadFreshMillis);
  }
}
