package watchbill.connectors.nats;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A stream that has to be there.
///
/// @param subjects what it takes; used when it is created, and named when it is missing
/// @param create whether to create it, on disk, when it is missing
/// @param maxAge how long it keeps messages; zero keeps them for ever
/// @param maxBytes how much it keeps; -1 is without a limit
/// @param duplicates how long it drops a message whose id it has seen on any of its subjects; zero
///   for the server's two minutes
public record StreamSpec(
    String name,
    List<String> subjects,
    boolean create,
    Duration maxAge,
    long maxBytes,
    Duration duplicates) {
  private static final int NOT_FOUND = 10059;

  /// The shortest that a server takes.
  private static final Duration SHORTEST = Duration.ofMillis(100);

  public StreamSpec {
    subjects = List.copyOf(subjects);
    if (!name.matches("[^\\s.*>/\\\\]+")) {
      throw new IllegalArgumentException(
          "stream: want a name without blanks, dots, *, > and slashes, have \"" + name + "\"");
    }
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException("stream.max_age: want 0 or more, have " + maxAge);
    }
    if (maxBytes != -1 && maxBytes < 1024 * 1024) {
      throw new IllegalArgumentException(
          "stream.max_bytes: want -1 or at least 1 MiB, have " + maxBytes);
    }
  }

  /// A stream that somebody else keeps.
  public static StreamSpec existing(String name, String... subjects) {
    return new StreamSpec(name, List.of(subjects), false, Duration.ZERO, -1, Duration.ZERO);
  }

  /// A stream of many writers, that is created when it is missing and keeps everything for
  /// `maxAge`. It drops no message because another writer has used its id: who reads tells
  /// duplicates.
  public static StreamSpec created(String name, Duration maxAge, String... subjects) {
    return new StreamSpec(name, List.of(subjects), true, maxAge, -1, SHORTEST);
  }

  /// What the server says of the stream, which is created when it is missing and may be.
  ///
  /// @throws SourceLost when it is missing and may not be created
  StreamInfo find(JetStreamManagement server)
      throws IOException, JetStreamApiException, SourceLost {
    try {
      return server.getStreamInfo(name);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != NOT_FOUND) {
        throw e;
      }
    }
    if (!create) {
      throw new SourceLost(
          "stream " + name + " is missing: it has to take " + String.join(", ", subjects));
    }
    StreamConfiguration.Builder stream =
        StreamConfiguration.builder()
            .name(name)
            .subjects(subjects)
            .storageType(StorageType.File)
            .maxAge(maxAge)
            .maxBytes(maxBytes);
    return server.addStream(
        duplicates.isZero() ? stream.build() : stream.duplicateWindow(duplicates).build());
  }
}
