package watchbill.core.rules;

import watchbill.core.StuckCause;
import watchbill.core.WaitingFor;
import watchbill.core.time.Outages;

/// The agent has waited for somebody else for too long. It bounds the excuse that waiting is.
final class Unanswered implements Rule {
  private final long limitMillis;

  Unanswered(Thresholds thresholds) {
    limitMillis = thresholds.answer().toMillis();
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return state.waitingFor == null ? NEVER : outages.after(state.waitingSinceMillis, limitMillis);
  }

  @Override
  public StuckCause cause(AgentState state) {
    WaitingFor party = state.waitingFor;
    return switch (party == null ? WaitingFor.HUMAN : party) {
      case HUMAN -> StuckCause.HUMAN_WAIT;
      case PROVIDER, RATE_LIMIT -> StuckCause.PROVIDER_WAIT;
      case AGENT -> StuckCause.AGENT_WAIT;
    };
  }

  @Override
  public String evidence(AgentState state) {
    return "no answer since " + Evidence.time(state.waitingSinceMillis);
  }
}
