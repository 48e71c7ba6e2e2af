package watchbill.connectors.nats;

/// How far a stream has been read.
///
/// @param sequence the last message that was dealt with; 0 when it is not known by number
/// @param storedAtMillis when that message was stored, by the server's clock; 0 when none was
public record StreamPosition(StreamIdentity stream, long sequence, long storedAtMillis) {
  /// Nothing of the stream of this name has been read.
  public static StreamPosition beginningOf(String stream) {
    return new StreamPosition(new StreamIdentity(stream, 0), 0, 0);
  }
}
