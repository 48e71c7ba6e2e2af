package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The same call with the same arguments gave the same result, again and again. A new result ends
/// it; a poll is asked again by its nature ([UnchangedPoll]).
///
/// Source: the exact-repeat rules of OpenHands (4), Cline and Qwen Code (5, Cline warns at 3), all
/// of which act on calls in a row; unlike most of them this one also asks for the same result, so
/// that polling something that changes is no loop.
final class RepeatLoop implements Rule {
  private final int limit;
  private final LoopLimits loops;

  RepeatLoop(Thresholds thresholds) {
    limit = thresholds.repeats();
    loops = thresholds.loops();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.EXACT_REPEAT;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(state, Math.min(limit, loops.suspect()));
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state, limit);
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.REPEAT_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    Streak streak = streak(state);
    return "tool %s called %d times with the same result"
        .formatted(streak.tools().getFirst(), streak.count());
  }

  private long from(AgentState state, int count) {
    Streak streak = streak(state);
    return streak.reaches(count, loops.span().toMillis()) ? streak.untilMillis() : NEVER;
  }

  private Streak streak(AgentState state) {
    for (Streak streak : state.patterns.repeats()) {
      if (!streak.hasAnyOf(loops.pollTools())) {
        return streak;
      }
    }
    return Streak.NONE;
  }
}
