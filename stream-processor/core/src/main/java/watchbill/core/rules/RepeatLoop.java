package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The same call with the same arguments gave the same result, again and again. A new result ends
/// it. Source: the exact-repeat rules of OpenHands (4), Qwen Code and Cline (5), all of which act
/// on calls in a row; unlike most of them this one also asks for the same result, so that polling
/// something that changes is no loop.
final class RepeatLoop implements Rule {
  private final int limit;

  RepeatLoop(Thresholds thresholds) {
    limit = thresholds.repeats();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.EXACT_REPEAT;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return state.repeats < limit ? NEVER : state.repeatedAtMillis;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.REPEAT_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    return "tool %s called %d times with the same result".formatted(state.lastTool, state.repeats);
  }
}
