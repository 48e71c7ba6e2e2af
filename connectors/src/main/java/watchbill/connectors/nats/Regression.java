package watchbill.connectors.nats;

/// How a stream broke its promise that what was written stays where it was.
public enum Regression {
  /// It is another stream: it was deleted and created again.
  RECREATED,
  /// It ends before the last message that we have had: an older store was restored, or writes were
  /// lost.
  SHORTER,
  /// The last message that we have had is another one now.
  REWRITTEN,
  /// Messages that we have not had yet are gone: purged, or older than the stream keeps them.
  MISSING
}
