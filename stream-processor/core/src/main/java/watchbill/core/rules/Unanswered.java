package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.WaitingFor;
import watchbill.core.time.Outages;

/// The agent has waited for somebody else for too long: for whom it named, or for the person for
/// whom it is taken to wait ([PersonWait]). It bounds the excuse that waiting is.
final class Unanswered implements Rule {
  private final long answerMillis;
  private final long providerMillis;
  private final long attendedMillis;
  private final PersonWait person;

  Unanswered(Thresholds thresholds) {
    answerMillis = thresholds.answer().toMillis();
    providerMillis = thresholds.provider().toMillis();
    attendedMillis = thresholds.calls().attended().toMillis();
    person = new PersonWait(thresholds);
  }

  @Override
  public RuleKind kind() {
    return RuleKind.UNANSWERED;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    WaitingFor party = state.waitingFor;
    if (party == null) {
      return person.tooLongFrom(state, outages);
    }
    long limit =
        switch (party) {
          case HUMAN, AGENT -> answerMillis;
          // A person who sees the failure may do without the answer.
          case PROVIDER, RATE_LIMIT -> state.attended ? attendedMillis : providerMillis;
        };
    return outages.after(state.waitingSinceMillis, limit);
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
    return state.waitingFor == null
        ? person.evidence(state)
        : "no answer since " + Phrases.time(state.waitingSinceMillis);
  }
}
