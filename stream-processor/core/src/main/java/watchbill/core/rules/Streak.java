package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Calls in a row that are alike in one way.
///
/// @param tools the tools that were called, at most five: those of one cycle, or the one
/// @param count how often: calls, or whole cycles
/// @param sinceMillis when the first of them came back
/// @param untilMillis when the last of them came back
record Streak(List<String> tools, int count, long sinceMillis, long untilMillis) {
  static final Streak NONE = new Streak(List.of(), 0, 0, 0);

  static Streak of(RecentCall call) {
    return new Streak(List.of(call.tool()), 1, call.atMillis(), call.atMillis());
  }

  /// One more call of the same tool.
  Streak plus(RecentCall call) {
    return new Streak(tools, count + 1, sinceMillis, call.atMillis());
  }

  /// The longer one; the other one when both are as long.
  Streak orLonger(Streak other) {
    return other.count >= count ? other : this;
  }

  /// Whether it is one of this tool alone.
  boolean isOf(String tool) {
    return tools.size() == 1 && tools.getFirst().equals(tool);
  }

  /// Whether one of these tools is in it.
  boolean hasAnyOf(Set<String> some) {
    for (String tool : tools) {
      if (some.contains(tool)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is so long, in calls and in time.
  boolean reaches(int limit, long spanMillis) {
    return count >= limit && untilMillis - sinceMillis >= spanMillis;
  }

  void save(StateOutput out) {
    out.number(count);
    if (count > 0) {
      out.number(tools.size());
      tools.forEach(out::text);
      out.number(sinceMillis);
      out.number(untilMillis);
    }
  }

  static Streak restore(StateInput in) {
    int count = (int) in.number();
    if (count == 0) {
      return NONE;
    }
    List<String> tools = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      tools.add(in.text());
    }
    return new Streak(List.copyOf(tools), count, in.number(), in.number());
  }
}
