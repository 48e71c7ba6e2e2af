package watchbill.alerts.rules;

import java.time.Duration;

/// A service level: how many tasks of a kind may miss their deadline.
///
/// @param taskKind the kind; empty for all kinds that have no objective of their own
/// @param mayMiss the share of a period's tasks that may, above 0 and below 1
/// @param period over which that is looked at; a day at least
public record Objective(String taskKind, double mayMiss, Duration period) {
  /// What holds for kinds of which nothing else is said: one task in twenty of a week.
  public static final Objective DEFAULT = new Objective("", 0.05, Duration.ofDays(7));

  public Objective {
    if (!(mayMiss > 0 && mayMiss < 1)) {
      throw new IllegalArgumentException(
          "objective of %s: want a share of missed deadlines between 0 and 1, have %s"
              .formatted(taskKind.isEmpty() ? "all kinds" : taskKind, mayMiss));
    }
    if (period.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException(
          "objective of %s: want a period of a day at least, have %s"
              .formatted(taskKind.isEmpty() ? "all kinds" : taskKind, period));
    }
  }
}
