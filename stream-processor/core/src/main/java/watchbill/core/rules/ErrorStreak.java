package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// One tool fails in one way, again and again: no call of it succeeded in between, and no call of
/// any tool brought something new. So neither a test that fails otherwise each time nor one that
/// fails between two edits is a streak. It holds only where nothing new was asked either: of a
/// batch of different edits, all fail when the first does, and that is one mistake ([NameThrash]
/// looks at more of them). Source: OpenHands (nudges at 3, stuck at the next), agent.ceo's first
/// layer (failures of one class).
final class ErrorStreak implements Rule {
  private final LoopLimits loops;

  ErrorStreak(Thresholds thresholds) {
    loops = thresholds.loops();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.ERROR_STREAK;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(state.patterns.failing(), Math.min(loops.errors(), loops.suspect()));
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state.patterns.failingAlike(), loops.errors());
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.ERROR_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    Streak failing = state.patterns.failing();
    return "tool %s failed %d times in the same way"
        .formatted(failing.tools().getFirst(), failing.count());
  }

  private long from(Streak failing, int count) {
    return failing.reaches(count, loops.span().toMillis()) ? failing.untilMillis() : NEVER;
  }
}
