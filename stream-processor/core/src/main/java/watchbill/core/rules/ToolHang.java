package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The tool call that the agent waits for gives no sign of life, and the agent has done nothing
/// else, for too long by what such calls usually take ([CallPatience]). An agent that goes on
/// beside a call (in the background, in parallel) is not held up by it; one that only talks is.
/// When a container of the agent failed meanwhile, that is the cause. What may wait for a person
/// does not hang ([PersonWait]).
final class ToolHang implements Rule {
  private final CallPatience patience;
  private final PersonWait person;

  ToolHang(Thresholds thresholds) {
    patience = new CallPatience(thresholds);
    person = new PersonWait(thresholds);
  }

  @Override
  public RuleKind kind() {
    return RuleKind.TOOL_HANG;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    AgentState.Call call = state.lastCall();
    return call == null || isExcused(state, outages)
        ? NEVER
        : state.deafness.after(state.silentSinceMillis(call), patience.suspectMillis(call));
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    AgentState.Call call = state.lastCall();
    return call == null || isExcused(state, outages)
        ? NEVER
        : state.deafness.after(state.silentSinceMillis(call), patience.hangMillis(call));
  }

  @Override
  public StuckCause cause(AgentState state) {
    return Silence.cause(state, StuckCause.TOOL_HANG);
  }

  @Override
  public String evidence(AgentState state) {
    AgentState.Call call = state.lastCall();
    if (call == null) {
      return "";
    }
    String alive =
        call.aliveMillis() == 0
            ? ""
            : ", no sign of life since " + Phrases.time(call.aliveMillis());
    return "tool %s, call %s, in flight since %s"
            .formatted(call.tool(), call.id(), Phrases.time(call.sinceMillis()))
        + alive
        + patience.usual(call);
  }

  private boolean isExcused(AgentState state, Outages outages) {
    return state.waitingFor != null || person.from(state, outages) != NEVER;
  }
}
