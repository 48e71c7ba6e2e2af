package watchbill.alerts.rules;

/// A service level: how many tasks of a kind may miss their deadline.
///
/// @param taskKind the kind; empty for all kinds that have no objective of their own
/// @param mayMiss the share of 30 days' tasks that may, above 0 and below 1
public record Objective(String taskKind, double mayMiss) {
  /// What holds for kinds of which nothing else is said: one task in twenty.
  public static final Objective DEFAULT = new Objective("", 0.05);

  public Objective {
    if (!(mayMiss > 0 && mayMiss < 1)) {
      throw new IllegalArgumentException(
          "objective of %s: want a share of missed deadlines between 0 and 1, have %s"
              .formatted(taskKind.isEmpty() ? "all kinds" : taskKind, mayMiss));
    }
  }
}
