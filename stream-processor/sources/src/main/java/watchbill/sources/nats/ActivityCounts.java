package watchbill.sources.nats;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import watchbill.wire.EventType;
import watchbill.wire.RejectReason;

/// Counts what a source takes in. Every reason and type is there from the start, so readers never
/// see the tables change.
final class ActivityCounts implements IntakeCounts {
  private final Map<EventType, LongAdder> accepted = new EnumMap<>(EventType.class);
  private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);
  private final LongAdder unknownTypes = new LongAdder();
  private final LongAdder unknownKeys = new LongAdder();
  private final LongSupplier unparked;

  ActivityCounts(LongSupplier unparked) {
    this.unparked = unparked;
    for (EventType type : EventType.values()) {
      accepted.put(type, new LongAdder());
    }
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(reason, new LongAdder());
    }
  }

  void accept(EventType type, int withUnknownKeys) {
    of(accepted, type).increment();
    unknownKeys.add(withUnknownKeys);
  }

  void reject(RejectReason reason) {
    of(rejected, reason).increment();
  }

  void meetUnknownType() {
    unknownTypes.increment();
  }

  @Override
  public long accepted(EventType type) {
    return of(accepted, type).sum();
  }

  @Override
  public long rejected(RejectReason reason) {
    return of(rejected, reason).sum();
  }

  @Override
  public long unknownTypes() {
    return unknownTypes.sum();
  }

  @Override
  public long unknownKeys() {
    return unknownKeys.sum();
  }

  @Override
  public long unparked() {
    return unparked.getAsLong();
  }

  private static <K> LongAdder of(Map<K, LongAdder> adders, K key) {
    LongAdder adder = adders.get(key);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + key);
    }
    return adder;
  }
}
