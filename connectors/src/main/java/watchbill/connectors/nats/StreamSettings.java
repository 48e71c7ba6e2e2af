package watchbill.connectors.nats;

import java.time.Duration;
import java.util.List;

/// How a stream of JetStream is set up.
///
/// @param subjects what it takes
/// @param retention when it forgets
/// @param onDisk whether it outlives its servers
/// @param copies how many there are to be
/// @param silent whether publishers never hear that a message was stored
public record StreamSettings(
    String name,
    List<String> subjects,
    Retention retention,
    boolean onDisk,
    int copies,
    boolean silent,
    Limits limits,
    Content content) {
  public StreamSettings {
    subjects = List.copyOf(subjects);
  }

  /// When a message is forgotten.
  public enum Retention {
    /// When a limit says so.
    Limits,
    /// When nobody waits for it any more.
    Interest,
    /// When somebody has read it.
    WorkQueue
  }

  /// How much is kept; 0 or less is without a limit.
  ///
  /// @param age how long
  /// @param refusesNew whether a full stream refuses what is new; else it forgets what is old
  public record Limits(
      Duration age, long bytes, long messages, long messagesPerSubject, boolean refusesNew) {}

  /// What is in it.
  ///
  /// @param firstMillis when the oldest message came, in milliseconds since the epoch; -1 for none
  /// @param lastMillis when the newest came
  public record Content(long messages, long bytes, long firstMillis, long lastMillis) {}

  /// Whether a subject of the stream takes all that this filter means.
  public boolean takes(String filter) {
    return subjects.stream().anyMatch(subject -> covers(subject.split("\\."), filter.split("\\.")));
  }

  private static boolean covers(String[] subject, String[] filter) {
    for (int i = 0; i < subject.length; i++) {
      if (subject[i].equals(">")) {
        return filter.length > i;
      }
      if (i >= filter.length || filter[i].equals(">")) {
        return false;
      }
      if (!subject[i].equals("*") && !subject[i].equals(filter[i])) {
        return false;
      }
    }
    return subject.length == filter.length;
  }
}
