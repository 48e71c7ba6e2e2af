package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// Answers in a row with no output token, and no tool call between them: three suspect, the limit
/// convicts. Answers of a model that never says anything do not count.
///
/// Source: OpenHands' five hundred empty answers (OpenHands issue 13942), where a corrective nudge
/// in between hid them from a rule that looked at all events in a row; rule R10 of our survey.
final class EmptyOutput implements Rule {
  private static final int SUSPICIOUS = 3;

  private final int limit;

  EmptyOutput(Thresholds thresholds) {
    limit = thresholds.talk().emptyAnswers();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.EMPTY_OUTPUT;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(state, SUSPICIOUS);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(state, limit);
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.EMPTY_OUTPUT;
  }

  @Override
  public String evidence(AgentState state) {
    return "%d answers in a row without output, the last at %s"
        .formatted(state.talk.empty(), Phrases.time(state.talk.saidAtMillis()));
  }

  private static long from(AgentState state, int answers) {
    return state.talk.empty() >= answers ? state.talk.saidAtMillis() : NEVER;
  }
}
