package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The last calls or tasks of an agent whose end was heard, and whose beginning was not: when it
/// comes after all, nothing has begun. Owned by its [AgentState].
final class EarlyEnds {
  private static final int REMEMBERED = 16;

  private record End(String id, long atMillis) {}

  private final List<End> ends = new ArrayList<>();

  /// Remembers an end; `atMillis` by the agent's clock.
  void add(String id, long atMillis) {
    if (ends.size() == REMEMBERED) {
      ends.removeFirst();
    }
    ends.add(new End(id, atMillis));
  }

  /// Whether what began at `atMillis` had ended before that was heard; forgets it if so. An id that
  /// is used again begins later than it ended.
  boolean take(String id, long atMillis) {
    return ends.removeIf(end -> end.id.equals(id) && atMillis <= end.atMillis);
  }

  void save(StateOutput out) {
    out.number(ends.size());
    for (End end : ends) {
      out.text(end.id);
      out.number(end.atMillis);
    }
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      ends.add(new End(in.text(), in.number()));
    }
  }
}
