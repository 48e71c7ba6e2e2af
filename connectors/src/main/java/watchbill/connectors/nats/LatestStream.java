package watchbill.connectors.nats;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;

/// A stream that keeps the last message of each of its subjects, for ever.
///
/// @param prefix its subjects are those below this one; tokens joined by dots
public record LatestStream(String name, String prefix) {
  private static final int NOT_FOUND = 10059;
  private static final String TOKEN = "[^\\s.*>]+";

  public LatestStream {
    if (!name.matches("[^\\s.*>/\\\\]+")) {
      throw new IllegalArgumentException(
          "stream: want a name without blanks, dots, *, > and slashes, have \"" + name + "\"");
    }
    if (!prefix.matches(TOKEN + "(\\." + TOKEN + ")*")) {
      throw new IllegalArgumentException(
          "subject: want tokens joined by dots, have \"" + prefix + "\"");
    }
  }

  /// All of its subjects.
  String filter() {
    return prefix + ".>";
  }

  String subject(String key) {
    return prefix + "." + key;
  }

  String key(String subject) {
    return subject.substring(prefix.length() + 1);
  }

  /// What the server says of it.
  ///
  /// @throws SourceLost when it is missing, or keeps messages in another way
  StreamInfo find(JetStreamManagement server)
      throws IOException, JetStreamApiException, SourceLost {
    try {
      return checked(server.getStreamInfo(name));
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != NOT_FOUND) {
        throw e;
      }
      throw new SourceLost("stream " + name + " is missing; the processor makes it");
    }
  }

  /// The same, and creates it when it is missing.
  StreamInfo findOrCreate(JetStreamManagement server)
      throws IOException, JetStreamApiException, SourceLost {
    try {
      return checked(server.getStreamInfo(name));
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != NOT_FOUND) {
        throw e;
      }
    }
    return server.addStream(
        StreamConfiguration.builder()
            .name(name)
            .subjects(filter())
            .storageType(StorageType.File)
            .discardPolicy(DiscardPolicy.Old)
            .maxMessagesPerSubject(1)
            .build());
  }

  private StreamInfo checked(StreamInfo info) throws SourceLost {
    StreamConfiguration has = info.getConfiguration();
    if (has.getMaxMsgsPerSubject() != 1) {
      throw new SourceLost(
          "stream " + name + ": want max_msgs_per_subject 1, have " + has.getMaxMsgsPerSubject());
    }
    if (!has.getSubjects().contains(filter())) {
      throw new SourceLost(
          "stream " + name + ": want subjects " + filter() + ", have " + has.getSubjects());
    }
    return info;
  }
}
