package watchbill.connectors.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.nats.Regression;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;

/// Reads a journal from a position to its end, and then what is added, each line once and in order,
/// as a [watchbill.connectors.nats.StreamTail] reads a stream.
///
/// Nobody keeps what is said while nobody listens. So when the reading begins, and when this
/// machine was asleep, it says that the source was lost: that silence is nobody's.
///
/// Used by one thread.
public final class JournalTail {
  private static final int AT_ONCE = 256;

  /// How long nothing has come when a promise is made.
  private static final Duration PROMISE_AFTER = Duration.ofMillis(500);

  /// The clock goes on and the process does not for so long: the machine was asleep.
  private static final long ASLEEP_MILLIS = 10_000;

  private final Journal journal;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Queue<Map.Entry<Long, byte[]>> ready = new ArrayDeque<>();
  private StreamPosition position;
  private boolean begun;
  private boolean listening;
  private long lookedMillis;
  private long lookedNanos;

  /// A tail that has not begun.
  ///
  /// @param from after which position
  public JournalTail(Journal journal, StreamPosition from, InstantSource clock) {
    this(journal, from, clock, System::nanoTime);
  }

  JournalTail(Journal journal, StreamPosition from, InstantSource clock, LongSupplier nanos) {
    this.journal = journal;
    this.position = from;
    this.clock = clock;
    this.nanos = nanos;
    this.listening = from.sequence() == 0 && journal.last() == 0;
    look();
  }

  /// The next thing that happens, waiting for it at most so long.
  public TailItem next(Duration patience) throws InterruptedException {
    TailItem odd = begun ? null : begin();
    begun = true;
    if (odd != null) {
      return odd;
    }
    try {
      return read(patience.compareTo(PROMISE_AFTER) < 0 ? patience : PROMISE_AFTER);
    } catch (NotTaken e) {
      look();
      return new TailItem.Lost("" + e.getMessage());
    }
  }

  private TailItem read(Duration patience) throws InterruptedException, NotTaken {
    if (ready.isEmpty()) {
      ready.addAll(journal.after(position.sequence(), AT_ONCE, patience));
    }
    Map.Entry<Long, byte[]> next = ready.poll();
    if (next != null) {
      return message(next.getKey(), next.getValue());
    }
    long asleep = look();
    if (asleep > 0) {
      return new TailItem.Lost("this machine was asleep for " + asleep / 1_000 + " s");
    }
    if (!listening) {
      listening = true;
      return new TailItem.Lost("nobody listened before");
    }
    long promise = journal.promiseAfter(position.sequence());
    return promise < 0 ? new TailItem.Quiet() : new TailItem.CaughtUp(promise, position);
  }

  private TailItem message(long sequence, byte[] stored) throws NotTaken {
    JournalLine line = JournalLine.of(stored);
    position = new StreamPosition(position.stream(), sequence, JournalLine.storedAtMillis(stored));
    return new TailItem.Message(
        line.subject(), line.data(), position, Math.max(0, journal.last() - sequence));
  }

  /// Compares the position with the journal, which may be another one or an older one.
  private @Nullable TailItem begin() {
    StreamPosition from = position;
    position = new StreamPosition(journal.identity(), from.sequence(), from.storedAtMillis());
    boolean known = from.stream().createdMillis() != 0;
    if (known && from.stream().createdMillis() != position.stream().createdMillis()) {
      return regressed(Regression.RECREATED, "it is another one", 0);
    }
    if (from.sequence() > journal.last()) {
      return regressed(Regression.SHORTER, "it ends at " + journal.last(), journal.last());
    }
    if (known && from.sequence() + 1 < journal.first()) {
      return regressed(Regression.MISSING, "it begins at " + journal.first(), journal.first() - 1);
    }
    return null;
  }

  private TailItem regressed(Regression how, String why, long sequence) {
    position = new StreamPosition(position.stream(), sequence, position.storedAtMillis());
    return new TailItem.Regressed(how, "the journal: " + why, position);
  }

  /// For how long this machine slept since the last look, in milliseconds; 0 when it did not.
  private long look() {
    long millis = clock.millis();
    long now = nanos.getAsLong();
    long asleep = millis - lookedMillis - (now - lookedNanos) / 1_000_000;
    boolean first = lookedMillis == 0;
    lookedMillis = millis;
    lookedNanos = now;
    return !first && asleep > ASLEEP_MILLIS ? asleep : 0;
  }
}
