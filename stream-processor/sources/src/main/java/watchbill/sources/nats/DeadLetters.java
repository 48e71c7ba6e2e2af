package watchbill.sources.nats;

/// Where rejected messages are kept, so that a person can look at them.
public interface DeadLetters {
  /// Keeps a message, if that can be done soon. Never waits long, and never fails: what cannot be
  /// kept is counted, and is still in its stream for as long as that keeps it.
  void park(DeadLetter letter) throws InterruptedException;

  /// How many messages were kept, ever. Safe from any thread.
  long kept();

  /// How many messages could not be kept, ever. Safe from any thread.
  long lost();
}
