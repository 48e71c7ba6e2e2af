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
    PodTrouble trouble = state.pods.trouble(state.nowMillis);
    ContainerEnds failed = state.failedSinceItStirred();
    if (trouble == null) {
      return failed == null ? "" : failure(failed);
    }
    return trouble.text() + (failed == null ? "" : "; " + failure(failed));
  }

  /// How a container failed last.
  static String failure(ContainerEnds ends) {
    String container = "container %s of pod %s ".formatted(ends.container, ends.pod);
    if (ends.failures.isEmpty()) {
      return container + "held back since " + time(ends.heldBackSinceMillis);
    }
    String at = time(ends.failures.getLast());
    return container
        + switch (ends.memory) {
          case MAIN -> "killed for memory at " + at;
          case NONE -> "failed at " + at;
          case CHILD -> "failed at " + at + ", a process in it had been killed for memory";
          case SUSPECTED -> "killed just after its start at " + at + ", maybe for memory";
        };
  }
}
