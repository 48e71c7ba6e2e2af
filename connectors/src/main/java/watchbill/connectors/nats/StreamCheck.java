package watchbill.connectors.nats;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Whether a stream still holds what it held when we read it last.
final class StreamCheck {
  private static final int NO_MESSAGE = 10037;

  private final JetStreamManagement server;
  private final StreamInfo info;

  StreamCheck(JetStreamManagement server, StreamInfo info) {
    this.server = server;
    this.info = info;
  }

  /// Which stream this is.
  static StreamIdentity identity(StreamInfo info) {
    return new StreamIdentity(
        info.getConfiguration().getName(), info.getCreateTime().toInstant().toEpochMilli());
  }

  /// How the stream went back behind this position, or nothing.
  TailItem.@Nullable Regressed against(StreamPosition position) {
    StreamIdentity now = identity(info);
    StreamState state = info.getStreamState();
    String name = "stream " + now.name();
    if (position.stream().createdMillis() != 0 && !position.stream().equals(now)) {
      return sinceTime(position, Regression.RECREATED, name + " was deleted and created again");
    }
    if (state.getLastSequence() < position.sequence()) {
      return sinceTime(
          position,
          Regression.SHORTER,
          name
              + " ends at "
              + state.getLastSequence()
              + ", and we have had "
              + position.sequence());
    }
    if (position.sequence() > 0 && state.getFirstSequence() > position.sequence() + 1) {
      long first = state.getFirstSequence();
      return new TailItem.Regressed(
          Regression.MISSING,
          name
              + " begins at "
              + first
              + ", and we have had "
              + position.sequence()
              + ": what is between them is gone",
          new StreamPosition(now, first - 1, position.storedAtMillis()));
    }
    return null;
  }

  /// The same, looking at the message at the position too, which takes one more question.
  TailItem.@Nullable Regressed thoroughlyAgainst(StreamPosition position)
      throws IOException, JetStreamApiException {
    TailItem.Regressed regressed = against(position);
    if (regressed != null || !isAnother(position)) {
      return regressed;
    }
    return sinceTime(
        position,
        Regression.REWRITTEN,
        "stream "
            + position.stream().name()
            + " holds another message "
            + position.sequence()
            + " than we have had");
  }

  private TailItem.Regressed sinceTime(StreamPosition position, Regression how, String why) {
    return new TailItem.Regressed(
        how, why, new StreamPosition(identity(info), 0, position.storedAtMillis()));
  }

  /// Whether the message at the position is not the one that we have had, by the time at which it
  /// was stored. A message that was deleted since is no proof.
  private boolean isAnother(StreamPosition position) throws IOException, JetStreamApiException {
    long sequence = position.sequence();
    if (sequence == 0 || position.storedAtMillis() == 0) {
      return false;
    }
    try {
      MessageInfo message = server.getMessage(position.stream().name(), sequence);
      return message.getTime().toInstant().toEpochMilli() != position.storedAtMillis();
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_MESSAGE) {
        return false;
      }
      throw e;
    }
  }
}
