package watchbill.connectors.nats;

/// A stream cannot be read now, for a reason that a person can act on.
final class SourceLost extends Exception {
  SourceLost(String why) {
    super(why);
  }
}
