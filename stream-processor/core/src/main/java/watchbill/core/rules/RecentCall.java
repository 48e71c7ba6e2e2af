package watchbill.core.rules;

import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.ToolOutcome;
import watchbill.core.state.Fingerprint;

/// A tool call that came back, as it is remembered: fingerprints in the place of texts, 0 where the
/// agent said nothing.
///
/// @param sketch the similarity hash of the arguments
/// @param error the fingerprint of the kind of error
/// @param atMillis when it was heard of
record RecentCall(
    String tool,
    long args,
    long sketch,
    long result,
    ToolOutcome outcome,
    int error,
    long atMillis) {
  /// How much of a tool's name is kept.
  private static final int LONGEST_NAME = 64;

  static RecentCall of(ToolFinished finished, long atMillis) {
    String tool = finished.tool();
    return new RecentCall(
        tool.length() <= LONGEST_NAME ? tool : tool.substring(0, LONGEST_NAME),
        print(finished.argsHash()),
        finished.argsSketch(),
        print(finished.resultHash()),
        finished.outcome(),
        (int) print(finished.errorType()),
        atMillis);
  }

  /// Whether it says what was asked and what came of it. Only such a call can be part of a loop.
  boolean isTold() {
    return args != 0 && result != 0;
  }

  boolean failed() {
    return outcome == ToolOutcome.ERROR;
  }

  /// Whether the same was asked and the same came of it.
  boolean isSameAs(RecentCall other) {
    return isTold() && args == other.args && result == other.result && tool.equals(other.tool);
  }

  private static long print(String text) {
    return text.isEmpty() ? 0 : Fingerprint.of(text).low();
  }
}
