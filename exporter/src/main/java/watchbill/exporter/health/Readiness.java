package watchbill.exporter.health;

/// How one dependency is.
///
/// @param dependency its name: `nats`, `kubernetes` ...
/// @param ready whether its part of the work is done
/// @param words what is wrong, or what is well, in one line
public record Readiness(String dependency, boolean ready, String words) {
  /// The line for a person: `nats: not ready, ...`.
  public String line() {
    return dependency + (ready ? ": ready" : ": not ready") + (words.isEmpty() ? "" : ", " + words);
  }
}
