package watchbill.core.rules;

import java.time.Duration;
import java.util.Set;

/// From when on calls that lead nowhere make an agent suspect or stuck. Counts, not rates: a loop
/// is not made harmless by going slowly. Sources are in `docs/configuration.md`.
///
/// @param suspect after how many repeats, cycles or failures an agent is suspect; from 2 to 100
/// @param cycles how many times the same two to five calls may be made in turn with the same
///   results; from 3 to 100
/// @param errors how many times in a row one tool may fail in the same way; from 3 to 100
/// @param sameTool of how many calls of one tool in a row something new must come; from 4 to 30.
///   Half of them make an agent suspect
/// @param unchangedPolls how many times in a row a poll may give the same result; from 4 to 1,000.
///   Half of them make an agent suspect
/// @param span how long a loop must have gone on to be one: calls that were made at once are one
///   decision; from 1 s to 1 h
/// @param pollTools the tools that are made for asking again
public record LoopLimits(
    int suspect,
    int cycles,
    int errors,
    int sameTool,
    int unchangedPolls,
    Duration span,
    Set<String> pollTools) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// The limits that hold when nobody says otherwise: 3 and 5 as Cline and Qwen Code, 8 and 15 of
  /// one tool as Qwen Code, 10 and 20 polls as OpenClaw. Half a minute is longer than a model took
  /// to write any batch of calls in 159 recorded sessions (13 s).
  public static final LoopLimits DEFAULT =
      new LoopLimits(
          3,
          5,
          5,
          15,
          20,
          Duration.ofSeconds(30),
          Set.of(
              "AgentOutputTool",
              "BashOutput",
              "Monitor",
              "Sleep",
              "TaskGet",
              "TaskList",
              "TaskOutput",
              "sleep",
              "wait",
              "wait_agent",
              "write_stdin"));

  public LoopLimits {
    check("suspectRepeats", suspect, 2, 100);
    check("cycles", cycles, 3, 100);
    check("errors", errors, 3, 100);
    check("sameTool", sameTool, 4, RecentCalls.CALLS);
    check("unchangedPolls", unchangedPolls, 4, 1_000);
    if (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("stuck.loopSpan: want 1s to 1h, have " + span);
    }
    pollTools = Set.copyOf(pollTools);
  }

  /// With another span.
  public LoopLimits lasting(Duration other) {
    return new LoopLimits(suspect, cycles, errors, sameTool, unchangedPolls, other, pollTools);
  }

  private static void check(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "stuck.%s: want %d to %d, have %d".formatted(key, least, most, value));
    }
  }
}
