package watchbill.exporter.replication;

import java.time.Duration;

/// How to measure lag by writing on the leader and reading on each follower. In path and body,
/// `{key}` stands for a key that is always the same, and `{value}` for a word that never comes
/// again.
///
/// @param patience how long a follower is asked again and again for what was just written; what it
///   does not show by then is asked for at the next look
public record CanaryConfig(Ask write, Ask read, Duration patience) {
  /// A request of HTTP.
  ///
  /// @param body empty for none
  public record Ask(String method, String path, String body) {
    /// The same with these in place of `{key}` and `{value}`.
    Ask with(String key, String value) {
      return new Ask(
          method,
          path.replace("{key}", key).replace("{value}", value),
          body.replace("{key}", key).replace("{value}", value));
    }
  }
}
