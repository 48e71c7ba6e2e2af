package watchbill.core.rules;

import java.time.Duration;
import java.util.List;

/// What is asked of tool calls beyond [Thresholds#toolHang].
///
/// @param longest how far what is learned of a tool may move the limit on its calls; from 1 s to 24
///   h
/// @param attended how long an agent in front of which a person sits may wait for that person; from
///   1 s to 7 d
/// @param humanTools the tools that ask a person by their nature
public record CallLimits(Duration longest, Duration attended, List<String> humanTools) {
  /// What holds when nobody says otherwise. An hour is the bound that the field puts on every
  /// excuse; the two tools are those of Claude Code that put a question or a plan to its user.
  public static final CallLimits DEFAULT =
      new CallLimits(
          Duration.ofHours(1), Duration.ofHours(24), List.of("AskUserQuestion", "ExitPlanMode"));

  public CallLimits {
    Thresholds.check("toolHangLongest", longest, Thresholds.DAY);
    Thresholds.check("attended", attended, Thresholds.WEEK);
    humanTools = List.copyOf(humanTools);
  }
}
