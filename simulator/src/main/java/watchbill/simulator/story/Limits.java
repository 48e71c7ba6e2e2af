package watchbill.simulator.story;

import watchbill.core.rules.Thresholds;

/// From when on a perfect watcher could call an agent stuck: the thresholds that hold when nobody
/// says otherwise. A story's deadline is counted by them.
final class Limits {
  static final long TOOL_HANG_MILLIS = Thresholds.DEFAULT.toolHang().toMillis();
  static final long NO_TOOL_CALL_MILLIS = Thresholds.DEFAULT.noToolCall().toMillis();
  static final long ANSWER_MILLIS = Thresholds.DEFAULT.answer().toMillis();
  static final int FAILURES = Thresholds.DEFAULT.crashes();

  /// Calls alike with one result.
  static final int REPEATS = Thresholds.DEFAULT.repeats();

  /// Calls that were made at once are one decision, and no loop.
  static final long SPAN_MILLIS = 30_000;

  /// Calls that are nearly alike.
  static final int NEAR = 3;

  /// Failures of one tool in one way, that ask nothing new.
  static final int ERRORS = 5;

  /// Times that a cycle is gone through.
  static final int CYCLES = 5;

  /// Calls of one tool in a row of which none is new.
  static final int THRASHED = 15;

  /// Polls without a change.
  static final int POLLS = 20;

  /// Tokens of answers without a call.
  static final int SPUN_TOKENS = 20_000;

  /// Answers that say nothing, in a row.
  static final int EMPTY_ANSWERS = 5;

  /// Starts of a process that calls no tool.
  static final int RELAUNCHES = 5;

  /// Times that a task goes to another agent.
  static final int BOUNCES = 3;

  /// Times that the context is full again at once.
  static final int COMPACTIONS = 3;

  /// How long nothing at all is heard of an agent at work.
  static final long GAP_MILLIS = 120_000;

  private Limits() {}
}
