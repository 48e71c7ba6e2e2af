package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// A task is active, tokens are spent, and for three minutes no tool was called. More than 2,000
/// output tokens in two answers or more suspect an agent that nobody attends; more than the limit
/// in five or more convict. One that completed a task by longer talk is a writer, and may say twice
/// as much. It is over when nothing more is said: that is silence.
///
/// Sources: "2,000 tokens per call for 3 min" (agent.ceo's platform guide, a nudge); 20,000 tokens
/// without a call is our own default. Answers are counted too, because one long answer is no spin.
final class TokenSpin implements Rule {
  private static final long FOR_MILLIS = 180_000;
  private static final int SUSPICIOUS_TOKENS = 2_000;
  private static final int SUSPICIOUS_ANSWERS = 2;
  private static final int ANSWERS = 5;

  private final int limit;

  TokenSpin(Thresholds thresholds) {
    limit = thresholds.talk().spinTokens();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.TOKEN_SPIN;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    boolean much = isMuch(state, SUSPICIOUS_TOKENS, SUSPICIOUS_ANSWERS);
    return much && !state.attended && isTalking(state)
        ? since(state, outages)
        : holdsFrom(state, outages);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return isMuch(state, limit, ANSWERS) && isTalking(state) ? since(state, outages) : NEVER;
  }

  @Override
  public long speaksUntil(AgentState state) {
    return state.talk.saidAtMillis() + FOR_MILLIS;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.NO_TOOL_CALL;
  }

  @Override
  public String evidence(AgentState state) {
    return "%d output tokens in %d answers without a tool call since %s"
        .formatted(
            state.talk.tokens(), state.talk.answers(), Phrases.time(state.quietSinceMillis()));
  }

  private static boolean isMuch(AgentState state, int tokens, int answers) {
    return state.talk.answers() >= answers
        && state.talk.tokens() > Math.max(tokens, 2 * state.talk.longest());
  }

  private static boolean isTalking(AgentState state) {
    return !state.tasks.isEmpty() && state.calls.isEmpty() && state.waitingFor == null;
  }

  private static long since(AgentState state, Outages outages) {
    return outages.after(state.quietSinceMillis(), FOR_MILLIS);
  }
}
