package watchbill.sources.feed;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.latest.LatestStore;
import watchbill.connectors.poll.Poll;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.wire.feed.FeedForm;
import watchbill.wire.feed.FeedKey;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Told;

/// Writes a processor's signals into a feed. Whoever tells a signal waits for nothing: of each key
/// the last one is kept until a thread of its own has stored it, twice a second, in the order in
/// which they were told. What the feed does not take stays here; only values that are no longer
/// true are lost.
///
/// Nothing is stored before [#publish()]: until then the totals may be lower than those that the
/// feed holds. Should one be lower even then, though the processor has kept its memory, the feed
/// keeps the higher one until it is reached again: what the cluster told and never tells again is
/// all that can be missing. What an earlier run told and this one knows nothing of is ended.
///
/// Safe from any thread.
public final class FeedPublisher implements SignalSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedPublisher.class);
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int BATCH = 2_000;

  /// How often a sign of life is stored.
  public static final Duration BEAT = Duration.ofSeconds(2);

  private final LatestStore store;
  private final boolean remembers;
  private final Retelling retelling;
  private final Supplier<String> deaf;
  private final InstantSource clock;
  private final Poll.Listener health;
  private final Consumer<Throwable> bugs;
  private final Pending pending = new Pending();
  private final LongAdder stored = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Thread thread = Thread.ofVirtual().name("feed").unstarted(this::run);
  private volatile boolean complete;
  private volatile boolean closed;

  // The thread's own.
  private String place = "";
  private boolean doubtful = true;
  private long connections;
  private Before before = new Before();
  private Map<FeedKey, Signal> floors = Map.of();
  private long epoch;
  private long run;
  private long beat;
  private boolean caughtUp;
  private long beatNanos;

  /// A publisher that is not started yet.
  ///
  /// @param remembers whether the processor goes on with what it knew; if not, totals begin again
  /// @param retelling asked when the feed has lost, or may have lost, what it held
  /// @param deaf why the processor cannot hear the agents now; empty when it can
  /// @param health hears whether the feed takes what is stored, on a thread of this
  /// @param bugs hears what ends the writing other than [#close]
  public FeedPublisher(
      LatestStore store,
      boolean remembers,
      Retelling retelling,
      Supplier<String> deaf,
      InstantSource clock,
      Poll.Listener health,
      Consumer<Throwable> bugs) {
    this.store = store;
    this.remembers = remembers;
    this.retelling = retelling;
    this.deaf = deaf;
    this.clock = clock;
    this.health = health;
    this.bugs = bugs;
  }

  /// Starts to write; may be called once.
  public void start() {
    thread.start();
  }

  @Override
  public void accept(Signal signal) {
    pending.accept(signal);
  }

  /// Stores signals from now on: every signal about the past has come.
  public void publish() {
    complete = true;
  }

  /// How many signals the feed has taken, ever.
  public long stored() {
    return stored.sum();
  }

  /// How often the feed did not take what it was given, ever.
  public long failed() {
    return failed.sum();
  }

  /// How many signals are to be stored.
  public int pending() {
    return pending.size();
  }

  /// Stores what is there, if that can be done within a few seconds, and ends.
  @Override
  public void close() {
    closed = true;
    try {
      if (thread.isAlive() && !thread.join(PATIENCE.multipliedBy(5))) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        boolean last = closed;
        boolean good = step();
        if (last) {
          return;
        }
        TimeUnit.NANOSECONDS.sleep((good ? ROUND : PATIENCE).toNanos());
      }
    } catch (InterruptedException _) {
      LOG.debug("feed: ends");
    } catch (RuntimeException bug) { // the room's door: it must not end unheard
      bugs.accept(bug);
    }
  }

  /// Does what is to be done now; gives whether the feed took it.
  private boolean step() throws InterruptedException {
    try {
      if (doubtful || connections != store.connections()) {
        look();
      }
      if (complete) {
        catchUp();
      }
      if (System.nanoTime() - beatNanos >= BEAT.toNanos()) {
        beat();
      }
      return true;
    } catch (IOException e) {
      doubtful = true;
      failed.increment();
      health.failed(String.valueOf(e.getMessage()));
      LOG.warn("feed: {}", e.getMessage());
      return false;
    }
  }

  /// Looks whether the place is the one that has taken all that was stored, and has it still.
  private void look() throws IOException, InterruptedException {
    long connected = store.connections();
    String found = store.prepare();
    if (place.isEmpty()) {
      begin();
    } else if (!found.equals(place)) {
      LOG.warn("feed: it was lost and made anew; telling everything again");
      caughtUp = false;
      complete = false;
      retelling.tellAll(pending, this::publish);
    } else if (connected != connections) {
      LOG.info("feed: connected again; telling everything again");
      retelling.tellAll(pending, () -> {});
    }
    place = found;
    connections = connected;
    doubtful = false;
  }

  /// Reads what an earlier run has left, and says that this one has begun.
  private void begin() throws IOException, InterruptedException {
    before = readAll();
    Beat last = before.beat();
    if (last != null && remembers) {
      epoch = last.epoch();
      run = last.run() + 1;
      floors = before.signals(epoch);
    } else {
      epoch = Math.max(clock.millis(), last == null ? 0 : last.epoch() + 1);
      run = 1;
    }
    LOG.info("feed: run {} of epoch {}", run, epoch);
    beat();
  }

  private Before readAll() throws IOException, InterruptedException {
    Before held = new Before();
    try (LatestReader reader = store.reader()) {
      while (true) {
        switch (reader.next(PATIENCE)) {
          case LatestItem.Value value -> held.hold(value.key(), value.value());
          case LatestItem.CaughtUp _ -> {
            return held;
          }
          case LatestItem.Lost lost -> throw new IOException(lost.why());
          case LatestItem.Quiet _ -> {
            if (closed) {
              throw new IOException("it ends before it has begun");
            }
          }
        }
      }
    }
  }

  /// Stores what is there, and once all of the past is stored, says so.
  private void catchUp() throws IOException, InterruptedException {
    List<Pending.Entry> entries = pending.take();
    if (!caughtUp) {
      settle(entries);
    }
    put(entries);
    if (!caughtUp) {
      caughtUp = true;
      beat();
    }
  }

  /// Forgets what an earlier epoch has left, and ends what an earlier run of this one told and this
  /// one knows nothing of.
  private void settle(List<Pending.Entry> entries) throws IOException, InterruptedException {
    Map<FeedKey, Signal> unknown = new HashMap<>(floors);
    Set<AgentKey> stuck = new HashSet<>();
    for (Pending.Entry entry : entries) {
      unknown.remove(entry.key());
      if (entry.signal() instanceof Signal.AgentStuck) {
        stuck.add(entry.signal().agent());
      }
    }
    // Who is stuck for another cause now is not freed in between.
    unknown
        .values()
        .removeIf(told -> told instanceof Signal.AgentStuck && stuck.contains(told.agent()));
    List<KeyedValue> ends = new ArrayList<>();
    unknown.forEach((key, told) ->
        Bygone.endOf(told)
            .ifPresent(end ->
                ends.add(
                    new KeyedValue(key.text(), FeedForm.write(new Told(epoch, run, "", end))))));
    try {
      // Before anything is stored under the same keys.
      store.remove(before.others(epoch));
      before = new Before();
      store.put(ends);
    } catch (IOException e) {
      pending.putBack(entries);
      throw e;
    }
    floors.values().removeIf(told -> FeedTotals.of(told) == FeedTotals.NONE);
  }

  private void put(List<Pending.Entry> entries) throws IOException, InterruptedException {
    List<Pending.Entry> left = entries;
    while (!left.isEmpty()) {
      List<Pending.Entry> batch = left.subList(0, Math.min(BATCH, left.size()));
      List<KeyedValue> values = new ArrayList<>(batch.size());
      for (Pending.Entry entry : batch) {
        if (!isBelowFloor(entry)) {
          Told told = new Told(epoch, run, entry.role(), entry.signal());
          values.add(new KeyedValue(entry.key().text(), FeedForm.write(told)));
        }
      }
      try {
        store.put(values);
      } catch (IOException e) {
        pending.putBack(left);
        throw e;
      }
      stored.add(values.size());
      left = left.subList(batch.size(), left.size());
      if (System.nanoTime() - beatNanos >= BEAT.toNanos()) {
        beat();
      }
    }
  }

  private boolean isBelowFloor(Pending.Entry entry) {
    Signal floor = floors.get(entry.key());
    if (floor == null) {
      return false;
    }
    if (FeedTotals.of(entry.signal()) < FeedTotals.of(floor)) {
      return true;
    }
    floors.remove(entry.key());
    return false;
  }

  private void beat() throws IOException, InterruptedException {
    Beat sign = new Beat(epoch, run, ++beat, caughtUp, deaf.get());
    store.put(List.of(new KeyedValue(FeedKey.BEAT, FeedForm.write(sign))));
    beatNanos = System.nanoTime();
    health.answered();
  }
}
