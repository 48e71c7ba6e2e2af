package watchbill.core.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.money.Calendars;
import watchbill.core.port.SignalSink;

/// Lets time pass over one agent and tells what changed. [#advance] up to a moment in one step or
/// in many gives the same signals, dated when each became true.
final class AgentRules {
  private final Verdicts verdicts;
  private final long loadFreshMillis;
  private final Calendars calendars;

  AgentRules(FleetOptions options) {
    this.verdicts = new Verdicts(options.thresholds());
    this.loadFreshMillis = options.thresholds().loadFresh().toMillis();
    this.calendars = options.calendars();
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
    long change =
        Math.min(verdicts.nextChange(state, state.outages), state.standing.nextEndMillis());
    return state.loadKnown ? Math.min(change, loadEnds(state)) : change;
  }

  /// Tells what the state now means, as far as it was not told before.
  void settle(AgentState state, SignalSink out) {
    if (state.loadKnown && loadEnds(state) <= state.nowMillis) {
      state.loadKnown = false;
      out.accept(new Signal.LoadUnknown(state.key, state.nowMillis));
    }
    judge(state, out);
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

  private void judge(AgentState state, SignalSink out) {
    Verdict verdict = verdicts.of(state, state.outages);
    count(state, verdict, out);
    StuckCause cause = verdict == null ? null : verdict.cause(state);
    StuckCause stuckBy = verdict != null && verdict.stuck() ? cause : null;
    StuckCause suspectedOf = stuckBy == null ? cause : null;
    StuckCause stuckBefore = state.stuckBy;
    StuckCause suspectedBefore = state.suspectedOf;
    state.stuckBy = stuckBy;
    state.suspectedOf = suspectedOf;
    if (stuckBy == null && stuckBefore != null) {
      out.accept(new Signal.AgentFreed(state.key, state.nowMillis, stuckBefore));
    }
    if (stuckBy != null && stuckBy != stuckBefore && stuckBy.isLoop()) {
      UseRules.looped(state);
    }
    if (stuckBy != stuckBefore || suspectedOf != suspectedBefore) {
      tell(state, verdict, out);
    }
  }

  /// Counts the rules that did not speak before.
  private static void count(AgentState state, @Nullable Verdict verdict, SignalSink out) {
    if (verdict == null) {
      state.speaking.clear();
      return;
    }
    List<RuleKind> kinds = verdict.kinds();
    for (RuleKind kind : kinds) {
      if (!state.speaking.contains(kind)) {
        long total = state.fired.increment(kind);
        out.accept(new Signal.RuleFired(state.key, state.nowMillis, kind, total));
      }
    }
    state.speaking.clear();
    state.speaking.addAll(kinds);
  }

  /// Tells the verdict that stands, if one does; the state is settled.
  void tellVerdict(AgentState state, SignalSink out) {
    if (state.stuckBy != null || state.suspectedOf != null) {
      tell(state, verdicts.of(state, state.outages), out);
    }
  }

  private static void tell(AgentState state, @Nullable Verdict verdict, SignalSink out) {
    if (verdict == null) {
      return;
    }
    StuckCause cause = verdict.cause(state);
    long progressAt = state.progressAtMillis;
    Evidence evidence = verdict.evidence(state);
    out.accept(
        verdict.stuck()
            ? new Signal.AgentStuck(state.key, state.nowMillis, cause, progressAt, evidence)
            : new Signal.AgentSuspect(state.key, state.nowMillis, cause, progressAt, evidence));
  }

  private long loadEnds(AgentState state) {
    return state.outages.after(state.loadAtMillis, loadFreshMillis);
  }
}
