package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// One tool is called in a row, and no call brings anything new: they ask again what was asked, or
/// fail again as before. Successful calls with new arguments are work, even when all get the same
/// answer: edits and moved files do (gemini-cli#5873), and in 159 recorded sessions rows of up to
/// eleven edits with one answer ("file updated") were all of them fine.
///
/// Source: Qwen Code's action stagnation (8 calls of one tool in a row); that something new must be
/// missing too, because length alone accuses nobody (arXiv 2604.02547).
final class NameThrash implements Rule {
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
    return from(state, (loops.sameTool() + 1) / 2);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state, loops.sameTool());
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.NO_NEW_RESULT;
  }

  @Override
  public String evidence(AgentState state) {
    Streak streak = state.patterns.sameTool();
    return "tool %s called %d times in a row with nothing new"
        .formatted(streak.tools().getFirst(), streak.count());
  }

  private long from(AgentState state, int count) {
    Streak streak = state.patterns.sameTool();
    boolean thrash =
        streak.reaches(count, loops.span().toMillis())
            // Where all of them are one call, that says it better.
            && state.patterns.repeats().getLast().count() < streak.count()
            && !streak.hasAnyOf(loops.pollTools());
    return thrash ? streak.untilMillis() : NEVER;
  }
}
