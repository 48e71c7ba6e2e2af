package watchbill.core.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/// How evidence speaks.
final class Phrases {
  private Phrases() {}

  /// The moment in RFC 3339, in UTC.
  static String time(long atMillis) {
    return Instant.ofEpochMilli(atMillis).toString();
  }

  /// A span of time for a person.
  static String span(long millis) {
    Duration span = Duration.ofMillis(millis);
    if (millis < 60_000) {
      return "%d.%d s".formatted(millis / 1_000, millis % 1_000 / 100);
    }
    return span.toHours() == 0
        ? "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart())
        : "%d h %d min".formatted(span.toHours(), span.toMinutesPart());
  }

  /// An amount in dollars, to the hundredth of a cent.
  static String dollars(double amount) {
    return BigDecimal.valueOf(amount).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
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
