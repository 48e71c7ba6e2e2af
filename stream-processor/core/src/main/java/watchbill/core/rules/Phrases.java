package watchbill.core.rules;

import java.time.Instant;

/// How evidence speaks.
final class Phrases {
  private Phrases() {}

  /// The moment in RFC 3339, in UTC.
  static String time(long atMillis) {
    return Instant.ofEpochMilli(atMillis).toString();
  }

  /// What Kubernetes has done to the agent since it last stirred; empty when nothing is known.
  static String cluster(AgentState state) {
    ContainerEnds failed = state.failedSinceItStirred();
    return failed == null ? "" : failure(failed);
  }

  /// How a container failed last.
  static String failure(ContainerEnds ends) {
    String container = "container %s of pod %s ".formatted(ends.container, ends.pod);
    if (ends.failures.isEmpty()) {
      return container + "held back since " + time(ends.heldBackSinceMillis);
    }
    return container
        + (ends.outOfMemory ? "killed for memory at " : "failed at ")
        + time(ends.failures.getLast());
  }
}
