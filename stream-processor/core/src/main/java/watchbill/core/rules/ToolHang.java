package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// A tool call is in flight, and the agent has done nothing else for too long. An agent that goes
/// on beside a call (in the background, in parallel) is not held up by it; one that only talks is.
/// When a container of the agent failed meanwhile, that is the cause.
final class ToolHang implements Rule {
  private final long limitMillis;

  ToolHang(Thresholds thresholds) {
    limitMillis = thresholds.toolHang().toMillis();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.TOOL_HANG;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return state.calls.isEmpty() || state.waitingFor != null
        ? NEVER
        : outages.after(state.quietSinceMillis(), limitMillis);
  }

  @Override
  public StuckCause cause(AgentState state) {
    return Silence.cause(state, StuckCause.TOOL_HANG);
  }

  @Override
  public String evidence(AgentState state) {
    AgentState.Call oldest = state.calls.getFirst();
    return Silence.evidence(
        state,
        "tool %s, call %s, in flight since %s"
            .formatted(oldest.tool(), oldest.id(), Phrases.time(oldest.sinceMillis())));
  }
}
