package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// One tool is called in a row with ever other arguments, and less than a fifth of the results are
/// new. It holds only when hardly any of the calls asks something new either: a hundred files that
/// are moved give the same empty result each, and are work (gemini-cli#5873).
///
/// Source: Qwen Code's action stagnation (8 calls of one tool) and file reading (8 of 15); the
/// share of new results, and that length alone accuses nobody, after arXiv 2604.02547.
final class NameThrash implements Rule {
  /// Less than one in so many.
  private static final int PARTS = 5;

  private final LoopLimits loops;

  NameThrash(Thresholds thresholds) {
    loops = thresholds.loops();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.NAME_THRASH;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    Streak streak = state.patterns.sameTool();
    int count = Math.min(streak.count(), loops.sameTool());
    return varies(state, streak, (loops.sameTool() + 1) / 2)
            && PARTS * state.patterns.calls().newResults(count) < count
        ? streak.untilMillis()
        : NEVER;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    int limit = loops.sameTool();
    return suspectsFrom(state, outages) != NEVER
            && state.patterns.sameTool().count() >= limit
            && PARTS * state.patterns.calls().newCalls(limit) < limit
        ? state.patterns.sameTool().untilMillis()
        : NEVER;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.NO_NEW_RESULT;
  }

  @Override
  public String evidence(AgentState state) {
    Streak streak = state.patterns.sameTool();
    return "tool %s called %d times in a row with hardly a new result"
        .formatted(streak.tools().getFirst(), streak.count());
  }

  private boolean varies(AgentState state, Streak streak, int least) {
    return streak.reaches(least, loops.span().toMillis())
        && state.patterns.repeats().getLast().count() < streak.count()
        && !streak.hasAnyOf(loops.pollTools());
  }
}
