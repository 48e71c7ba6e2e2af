package watchbill.core.rules;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How often each outcome occurred. Owned by its [AgentState].
final class Totals<E extends Enum<E>> {
  private final Class<E> outcomes;
  private final Map<E, Long> counts;

  Totals(Class<E> outcomes) {
    this.outcomes = outcomes;
    this.counts = new EnumMap<>(outcomes);
  }

  /// Counts one more, and gives the new total.
  long increment(E outcome) {
    return counts.merge(outcome, 1L, Long::sum);
  }

  /// The outcomes that occurred, with their totals, in their declared order.
  Map<E, Long> counts() {
    return counts;
  }

  void save(StateOutput out) {
    out.number(counts.size());
    counts.forEach((outcome, count) -> {
      out.name(outcome);
      out.number(count);
    });
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      counts.put(Objects.requireNonNull(in.name(outcomes)), in.number());
    }
  }
}
