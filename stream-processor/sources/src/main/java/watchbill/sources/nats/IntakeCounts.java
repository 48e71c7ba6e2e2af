package watchbill.sources.nats;

import watchbill.wire.EventType;
import watchbill.wire.RejectReason;

/// What a source has taken in, ever. Safe from any thread.
public interface IntakeCounts {
  /// Events of this type that were handed over.
  long accepted(EventType type);

  /// Messages that were no event, for this reason.
  long rejected(RejectReason reason);

  /// Events of types that are not ours.
  long unknownTypes();

  /// Keys of accepted events that nobody reads.
  long unknownKeys();

  /// Rejected messages that could not be kept as dead letters.
  long unparked();
}
