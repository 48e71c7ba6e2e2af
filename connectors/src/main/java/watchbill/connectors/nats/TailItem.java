package watchbill.connectors.nats;

/// What comes out of a stream.
public sealed interface TailItem {
  /// A stored message.
  ///
  /// @param position where the stream has been read to with this message
  /// @param pending how many messages for us were behind it when it was sent
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Message(String subject, byte[] data, StreamPosition position, long pending)
      implements TailItem {
    /// Its number in the stream; rises, not always by one.
    public long sequence() {
      return position.sequence();
    }

    /// When the server stored it, by the server's clock, in milliseconds since the epoch.
    public long storedAtMillis() {
      return position.storedAtMillis();
    }
  }

  /// All messages that were stored before `atMillis`, by the server's clock, have been delivered:
  /// if there was none, there was none. The server has just proved it.
  ///
  /// @param position how far the stream is read, messages that are not for us included
  record CaughtUp(long atMillis, StreamPosition position) implements TailItem {}

  /// The stream went back behind what we have had. Reading goes on at the first message that was
  /// stored since the last one that we have had; messages of that same millisecond may come again.
  ///
  /// @param why for a person
  /// @param position from where reading goes on
  record Regressed(Regression how, String why, StreamPosition position) implements TailItem {}

  /// The stream cannot be read now. Attempts go on, and each that fails says so again.
  record Lost(String why) implements TailItem {}

  /// Nothing came in the time that there was, and nothing is proved.
  record Quiet() implements TailItem {}
}
