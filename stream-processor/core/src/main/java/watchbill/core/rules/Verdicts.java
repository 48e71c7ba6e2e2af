package watchbill.core.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.time.Outages;

/// The rules in the order of their weight: of several that hold, the first names the cause.
final class Verdicts {
  private final List<Rule> rules;

  Verdicts(Thresholds thresholds) {
    rules =
        List.of(
            new CrashLoop(thresholds),
            new ToolHang(thresholds),
            new Unanswered(thresholds),
            new RepeatLoop(thresholds),
            new NoToolCall(thresholds));
  }

  /// The rule that accuses the agent now, or null.
  @Nullable Rule of(AgentState state, Outages outages) {
    for (Rule rule : rules) {
      if (rule.holdsFrom(state, outages) <= state.nowMillis
          && state.nowMillis < rule.holdsUntil(state)) {
        return rule;
      }
    }
    return null;
  }

  /// The next moment at which the verdict may change if nothing more happens, or [Rule#NEVER].
  long nextChange(AgentState state, Outages outages) {
    long next = Rule.NEVER;
    for (Rule rule : rules) {
      long from = rule.holdsFrom(state, outages);
      long until = from == Rule.NEVER ? Rule.NEVER : rule.holdsUntil(state);
      long change = from > state.nowMillis ? from : until;
      if (change > state.nowMillis) {
        next = Math.min(next, change);
      }
    }
    return next;
  }
}
