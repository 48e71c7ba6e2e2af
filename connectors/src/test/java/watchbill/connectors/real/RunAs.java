package watchbill.connectors.real;

import org.jspecify.annotations.Nullable;

/// How real servers run.
enum RunAs {
  /// Plain processes of this machine: the default.
  PROCESSES,
  /// Containers, of the engine that answers.
  CONTAINERS;

  /// What `-Dwatchbill.real` asks for, or else `WATCHBILL_REAL`.
  static RunAs asked() {
    return of(System.getProperty("watchbill.real", System.getenv("WATCHBILL_REAL")));
  }

  static RunAs of(@Nullable String name) {
    return switch (name) {
      case null -> PROCESSES;
      case "processes" -> PROCESSES;
      case "containers" -> CONTAINERS;
      default ->
          throw new IllegalStateException(
              "watchbill.real: want processes or containers, have " + name);
    };
  }
}
