package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// Calls in a row that each try the one before again, in another form or after a failure
/// ([Repetition]). Only ever suspects: that two calls are nearly the same does not say that the
/// difference is nothing. Source: opencode#32187 and gemini-cli#16954 (a loop whose arguments vary
/// is missed by rules that compare them exactly).
final class NearRepeat implements Rule {
  private final LoopLimits loops;

  NearRepeat(Thresholds thresholds) {
    loops = thresholds.loops();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.NEAR_REPEAT;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    Streak near = state.patterns.near();
    // Where all of them are the same call with the same result, that says it better.
    return near.reaches(loops.suspect(), loops.span().toMillis())
            && near.count() > state.patterns.repeats().getFirst().count()
            && !near.hasAnyOf(loops.pollTools())
        ? near.untilMillis()
        : NEVER;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.REPEAT_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    Streak near = state.patterns.near();
    return "tool %s called %d times in nearly the same way"
        .formatted(near.tools().getFirst(), near.count());
  }
}
