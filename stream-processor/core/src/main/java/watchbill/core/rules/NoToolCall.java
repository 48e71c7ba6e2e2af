package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// A task is active, nothing is in flight, nobody is waited for, and no tool has been called for
/// too long. Answers of the model do not count: an agent that only talks gets nothing done. When a
/// container of the agent failed since its last progress, that is the cause.
///
/// Source: "zero tool calls for 10+ minutes during an active task" (agent.ceo's platform guide).
final class NoToolCall implements Rule {
  private final long limitMillis;

  NoToolCall(Thresholds thresholds) {
    limitMillis = thresholds.noToolCall().toMillis();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.SILENCE;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    if (state.tasks.isEmpty() || !state.calls.isEmpty() || state.waitingFor != null) {
      return NEVER;
    }
    return outages.after(state.quietSinceMillis(), limitMillis);
  }

  @Override
  public StuckCause cause(AgentState state) {
    return Silence.cause(state, StuckCause.NO_TOOL_CALL);
  }

  @Override
  public String evidence(AgentState state) {
    return Silence.evidence(
        state,
        "task %s, no tool call since %s"
            .formatted(state.tasks.getLast().name, Phrases.time(state.stirredAtMillis)));
  }
}
