package watchbill.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentEvent;
import watchbill.core.ToolOutcome;

/// A time in a recording in which an agent with a task gave no event, with all that the recording
/// says of it: what was in flight when it began, and what came when it ended.
///
/// @param tool the call that the agent waited for, empty for none
/// @param heldMillis how long that call had been in flight when the pause began
/// @param signs its signs of life until then
/// @param deed what came last before the pause, heartbeats left out
/// @param next what ended it
/// @param shown what the agent was shown to be doing when the pause ended
record Pause(
    long millis,
    String tool,
    String call,
    long heldMillis,
    int signs,
    @Nullable AgentEvent deed,
    AgentEvent next,
    @Nullable AgentActivity shown) {
  /// To whom a pause is put down, and why.
  record Attribution(String to, String reason) {}

  private static final String PERSON = "human";
  private static final String TOOL = "tool";
  private static final String NOBODY = "nothing known";
  private static final List<String> ASKING = List.of("AskUserQuestion", "ExitPlanMode");
  private static final List<String> REPORTING = List.of("Task", "Bash");

  /// @param seconds how long the calls of each tool took, in order
  Attribution attribution(Map<String, List<Double>> seconds) {
    if (tool.isEmpty()) {
      return deed instanceof AgentEvent.ModelAnswered
          ? new Attribution(PERSON, "the model had answered and called no tool: the turn was over")
          : new Attribution(NOBODY, "no call was in flight, and the model had not answered");
    }
    if (ASKING.contains(tool)) {
      return new Attribution(PERSON, "the tool asks a person");
    }
    if (next instanceof AgentEvent.ToolFinished end
        && end.call().equals(call)
        && end.outcome() == ToolOutcome.REJECTED) {
      return new Attribution(PERSON, "a person rejected the call");
    }
    List<Double> took = seconds.getOrDefault(tool, List.of());
    if ((heldMillis + millis) / 1_000.0 <= at(took, 0.9)) {
      return new Attribution(
          TOOL, "one call of it in ten takes %s or longer".formatted(span(at(took, 0.9))));
    }
    if (signs > 0) {
      return new Attribution(
          NOBODY,
          "the call had given %,d signs of life, and gave none now: it may have waited for a person, or the machine slept"
              .formatted(signs));
    }
    if (isSignOfThisCall(next)) {
      return new Attribution(
          PERSON,
          "the call's first sign of life came after the pause: it was not allowed to run before");
    }
    if (tool.equals("Task")) {
      return new Attribution(
          NOBODY, "a sub-agent gives signs of life within seconds, and this one gave none");
    }
    return new Attribution(
        PERSON,
        REPORTING.contains(tool)
            ? "a running call gives signs of life, and this one gave none; half of all take %s"
                .formatted(span(at(took, 0.5)))
            : "half of all calls take %s: it waited for permission".formatted(span(at(took, 0.5))));
  }

  private boolean isSignOfThisCall(AgentEvent event) {
    return event instanceof AgentEvent.Heartbeat beat && beat.call().equals(call);
  }

  static double at(List<Double> sorted, double share) {
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1)));
  }

  static String span(double seconds) {
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
