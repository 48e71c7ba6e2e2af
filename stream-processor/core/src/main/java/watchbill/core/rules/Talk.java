package watchbill.core.rules;

import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// What an agent's model said since the agent last did something: since a tool call or a task began
/// or ended, a task moved on, or a wait was over. A response counts once, whatever pieces it comes
/// in, for the agent that pays for it.
final class Talk {
  private long answeredAtMillis;
  private long saidAtMillis;
  private int answers;
  private long tokens;
  private int empty;
  private long longest;

  /// The agent did something.
  void acted() {
    answeredAtMillis = 0;
    saidAtMillis = 0;
    answers = 0;
    tokens = 0;
    empty = 0;
  }

  /// The model answered the agent, with a response that may be known.
  void answered(long nowMillis) {
    answeredAtMillis = nowMillis;
  }

  /// A response was counted, or more of it.
  ///
  /// @param first whether it was not known before
  /// @param output how many output tokens more
  /// @param speaks whether its model has ever said anything; one for embeddings does not
  void said(boolean first, long output, boolean speaks, long nowMillis) {
    if (first) {
      answers++;
      empty += output == 0 && speaks ? 1 : 0;
    }
    if (output > 0) {
      empty = 0;
      tokens += output;
    }
    saidAtMillis = nowMillis;
  }

  /// A task was completed by what was said: such long talk leads somewhere.
  void completed() {
    longest = Math.max(longest, tokens);
  }

  /// When the model last answered, 0 when it has not since.
  long answeredAtMillis() {
    return answeredAtMillis;
  }

  /// When something was last counted.
  long saidAtMillis() {
    return saidAtMillis;
  }

  /// How many responses.
  int answers() {
    return answers;
  }

  /// Their output tokens.
  long tokens() {
    return tokens;
  }

  /// How many of the last of them, in a row, have no output.
  int empty() {
    return empty;
  }

  /// The most output tokens by which a task was completed without an act, ever.
  long longest() {
    return longest;
  }

  void save(StateOutput out) {
    out.number(answeredAtMillis);
    out.number(saidAtMillis);
    out.number(answers);
    out.number(tokens);
    out.number(empty);
    out.number(longest);
  }

  void restore(StateInput in) {
    answeredAtMillis = in.number();
    saidAtMillis = in.number();
    answers = (int) in.number();
    tokens = in.number();
    empty = (int) in.number();
    longest = in.number();
  }
}
