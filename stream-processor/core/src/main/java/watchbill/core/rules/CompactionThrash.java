package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The agent makes its context smaller again and again: its task does not fit.
///
/// It holds when the context was full again after at most three answers, three times in a row:
/// there Claude Code gives up with "Autocompact is thrashing"
/// (<https://github.com/anthropics/claude-code/issues/85668>). It is over with the fourth answer.
/// It suspects after five within an hour in which the task did not move on, the alert of the field
/// (agent.ceo); that alone does not accuse, as a long task may need as many.
final class CompactionThrash implements Rule {
  private static final int QUICK_IN_A_ROW = 3;
  private static final long WINDOW_MILLIS = 3_600_000;

  private final int limit;

  CompactionThrash(Thresholds thresholds) {
    limit = thresholds.tasks().compactions();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.COMPACTION_THRASH;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    Compactions past = state.compactions;
    boolean speaks = past.quick() >= QUICK_IN_A_ROW || past.within(limit, WINDOW_MILLIS);
    return speaks ? past.lastMillis() : NEVER;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    Compactions past = state.compactions;
    return past.quick() >= QUICK_IN_A_ROW ? past.lastMillis() : NEVER;
  }

  @Override
  public long speaksUntil(AgentState state) {
    return state.compactions.lastMillis() + WINDOW_MILLIS;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.COMPACTION_THRASH;
  }

  @Override
  public String evidence(AgentState state) {
    Compactions past = state.compactions;
    return past.quick() >= QUICK_IN_A_ROW
        ? "context full again after %d answers or fewer, %d times in a row"
            .formatted(Compactions.QUICK, past.quick())
        : "context made smaller %d times and the task did not move on, last at %s"
            .formatted(past.count(), Phrases.time(past.lastMillis()));
  }
}
