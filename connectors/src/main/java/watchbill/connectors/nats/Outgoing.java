package watchbill.connectors.nats;

import java.util.Map;

/// A message to be stored in a stream.
///
/// @param messageId tells the stream that a second message with this id, within its window for
///   duplicates (two minutes by default), is the same one; empty for none
/// @param headers further headers; names and values without line breaks
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record Outgoing(String subject, String messageId, Map<String, String> headers, byte[] data) {
  public Outgoing {
    headers = Map.copyOf(headers);
  }

  /// A message without an id: sent twice, it is stored twice.
  public static Outgoing of(String subject, byte[] data) {
    return new Outgoing(subject, "", Map.of(), data);
  }

  /// A message with an id and no further headers.
  public static Outgoing of(String subject, String messageId, byte[] data) {
    return new Outgoing(subject, messageId, Map.of(), data);
  }
}
