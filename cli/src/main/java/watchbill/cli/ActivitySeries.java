package watchbill.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import watchbill.connectors.nats.TailItem;
import watchbill.exporter.page.SuppliedSeries;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SelfFamilies.ReasonLabels;
import watchbill.metrics.catalogue.SelfFamilies.StreamLabels;
import watchbill.metrics.catalogue.SelfFamilies.TypeLabels;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.sources.nats.DeadLetters;
import watchbill.sources.nats.IntakeCounts;
import watchbill.sources.nats.Tail;
import watchbill.wire.EventType;
import watchbill.wire.RejectReason;

/// Shows what a source of activity takes in. It stands between the source and its stream, to see
/// how much is left.
final class ActivitySeries implements Tail {
  private final String stream;
  private final Tail tail;
  private volatile long sequence;
  private volatile long pending = -1;

  ActivitySeries(String stream, Tail tail) {
    this.stream = stream;
    this.tail = tail;
  }

  @Override
  public TailItem next(Duration patience) throws InterruptedException {
    TailItem item = tail.next(patience);
    switch (item) {
      case TailItem.Message message -> {
        sequence = message.sequence();
        pending = message.pending();
      }
      case TailItem.CaughtUp caughtUp -> {
        sequence = caughtUp.position().sequence();
        pending = 0;
      }
      case TailItem.Regressed _, TailItem.Lost _, TailItem.Quiet _ -> {}
    }
    return item;
  }

  /// The series of a source that reads through here.
  ExpositionSource series(IntakeCounts counts, DeadLetters deadLetters) {
    StreamLabels labels = new StreamLabels(stream);
    return new SuppliedSeries()
        .counts(
            SelfFamilies.EVENTS,
            TypeLabels::new,
            () -> each(EventType.class, counts::accepted, EventType::text))
        .counts(
            SelfFamilies.EVENTS_REJECTED,
            ReasonLabels::new,
            () -> each(RejectReason.class, counts::rejected, RejectReason::label))
        .count(SelfFamilies.EVENTS_UNKNOWN_TYPE, counts::unknownTypes)
        .count(SelfFamilies.EVENT_UNKNOWN_KEYS, counts::unknownKeys)
        .count(SelfFamilies.DEAD_LETTERS, deadLetters::kept)
        .gauges(SelfFamilies.STREAM_SEQUENCE, () -> Map.of(labels, (double) sequence))
        .gauges(
            SelfFamilies.STREAM_PENDING,
            () -> pending < 0 ? Map.of() : Map.of(labels, (double) pending));
  }

  /// The count of each, those that are 0 included: `increase()` does not see what a series is born
  /// with.
  private static <E extends Enum<E>> Map<String, Long> each(
      Class<E> type, ToLongFunction<E> count, Function<E, String> name) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      counts.put(name.apply(constant), count.applyAsLong(constant));
    }
    return counts;
  }
}
