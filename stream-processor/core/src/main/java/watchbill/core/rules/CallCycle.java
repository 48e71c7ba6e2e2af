package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// Two to five calls were made in turn, with the same results each time. Source: Gemini CLI (cycles
/// of one to five calls, five times), opencode#47759 (A, B, A, B is missed by rules that look at
/// the last call alone); unlike them this one asks for the same results too. A cycle with a poll in
/// it is a poll ([UnchangedPoll]).
final class CallCycle implements Rule {
  private final LoopLimits loops;

  CallCycle(Thresholds thresholds) {
    loops = thresholds.loops();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.CYCLE;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(state, Math.min(loops.cycles(), loops.suspect()));
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state, loops.cycles());
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.REPEAT_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    Streak cycle = state.patterns.cycle();
    return "%s called in turn %d times with the same results"
        .formatted(String.join(", ", cycle.tools()), cycle.count());
  }

  private long from(AgentState state, int count) {
    Streak cycle = state.patterns.cycle();
    return cycle.reaches(count, loops.span().toMillis()) && !cycle.hasAnyOf(loops.pollTools())
        ? cycle.untilMillis()
        : NEVER;
  }
}
