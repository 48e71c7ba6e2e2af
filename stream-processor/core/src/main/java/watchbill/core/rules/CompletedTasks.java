package watchbill.core.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The tasks that were completed lately, so that one that was delivered again, or executed by two
/// agents, is seen. Remembers those of an hour, and no more than 65,536.
///
/// An hour is far above the times after which a broker delivers what was not acknowledged
/// (JetStream waits 30 s by default), and below the pace at which people use a name again.
final class CompletedTasks {
  private static final int REMEMBERED = 1 << 16;
  private static final long HORIZON_MILLIS = 3_600_000;

  private final Map<Fingerprint, Long> completed = new LinkedHashMap<>();

  /// Takes the end of a task's work at `atMillis`.
  ///
  /// @param done whether it is completed by it
  /// @return whether the task had been completed before
  boolean ended(String tenant, String task, boolean done, long atMillis) {
    if (task.isEmpty()) {
      return false;
    }
    Fingerprint key = Fingerprint.of(tenant, task);
    Long before = completed.get(key);
    boolean again = before != null && atMillis - before < HORIZON_MILLIS;
    if (done) {
      completed.remove(key);
      if (completed.size() == REMEMBERED) {
        completed.remove(completed.keySet().iterator().next());
      }
      completed.put(key, atMillis);
    }
    return again;
  }

  void save(StateOutput out) {
    out.number(completed.size());
    completed.forEach((key, at) -> {
      out.fixed(key.high());
      out.fixed(key.low());
      out.number(at);
    });
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      completed.put(new Fingerprint(in.fixed(), in.fixed()), in.number());
    }
  }
}
