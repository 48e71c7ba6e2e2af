package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// A task is active, nothing is in flight, nobody is waited for, and no tool has been called for
/// too long. Answers of the model do not count: an agent that only talks gets nothing done. When a
/// container of the agent failed since its last progress, that is the cause. An attended agent
/// whose model has answered waits for its person ([PersonWait]).
///
/// Source: "zero tool calls for 10+ minutes during an active task" (agent.ceo's platform guide).
final class NoToolCall implements Rule {
  private final long limitMillis;
  private final PersonWait person;

  NoToolCall(Thresholds thresholds) {
    person = new PersonWait(thresholds);
    limitMillis = thresholds.noToolCall().toMillis();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.SILENCE;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return after(limitMillis / 2, state, outages);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return after(limitMillis, state, outages);
  }

  private long after(long millis, AgentState state, Outages outages) {
    return state.tasks.isEmpty()
            || !state.calls.isEmpty()
            || state.waitingFor != null
            || person.from(state, outages) != NEVER
        ? NEVER
        : outages.after(state.quietSinceMillis(), millis);
  }

  @Override
  public StuckCause cause(AgentState state) {
    return Silence.cause(state, StuckCause.NO_TOOL_CALL);
  }

  @Override
  public String evidence(AgentState state) {
    return "task %s, no tool call since %s"
        .formatted(state.tasks.getLast().name, Phrases.time(state.stirredAtMillis));
  }
}
