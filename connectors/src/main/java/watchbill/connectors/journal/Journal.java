package watchbill.connectors.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.nats.StreamIdentity;

/// A durable log on this machine's disk. Lines get rising numbers; with them goes what their writer
/// has to remember, and both are stored together or not at all. What was added is safe when its
/// future says so: it is written and forced to the disk, many additions at a time.
///
/// A line is kept until it was read ([#release]), and after that for as long as [JournalLimits]
/// say. Safe from any thread.
public final class Journal implements AutoCloseable {
  /// How a journal is called where it is read as a stream.
  public static final String STREAM = "INTAKE";

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final String FILE = "journal.mv";
  private static final int TRIM_AT_ONCE = 10_000;
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
  private static final Duration OPEN_AGAIN_AFTER = Duration.ofSeconds(1);

  private final Path file;
  private final JournalLimits limits;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition durably = lock.newCondition();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private final Thread writer = Thread.ofPlatform().name("journal").unstarted(this::write);
  private @Nullable JournalStore store;
  private String failure = "";
  private boolean dirty;
  private boolean closed;

  /// The last line that is safe.
  private long durable;

  /// No line will be stored with an earlier time.
  private long floorMillis;

  private Journal(Path file, JournalLimits limits, InstantSource clock) {
    this.file = file;
    this.limits = limits;
    this.clock = clock;
  }

  /// Opens the journal of this directory, and makes it when it is not there.
  ///
  /// @throws IOException when it cannot be used, or another process uses it
  public static Journal open(Path directory, JournalLimits limits, InstantSource clock)
      throws IOException {
    Files.createDirectories(directory);
    Journal journal = new Journal(directory.resolve(FILE), limits, clock);
    try {
      journal.openStore();
    } catch (MVStoreException e) {
      throw new IOException(journal.file + ": " + e.getMessage(), e);
    }
    journal.writer.start();
    return journal;
  }

  /// Adds lines, and remembers what belongs to them. The future completes when that is safe, or
  /// with an [IOException] when it is lost.
  ///
  /// @throws NotTaken when nothing is taken now
  public CompletableFuture<Void> add(List<JournalLine> lines, Map<String, byte[]> memory)
      throws NotTaken {
    lock.lock();
    try {
      JournalStore open = opened();
      long more = lines.stream().mapToLong(line -> line.data().length).sum();
      if (!lines.isEmpty() && open.bytes() + more > limits.largestBytes()) {
        open.trim(0, Math.max(0, limits.largestBytes() - more), TRIM_AT_ONCE);
        dirty = true;
        changed.signalAll();
        if (open.bytes() + more > limits.largestBytes()) {
          throw new NotTaken("the journal is full of lines that were not read yet");
        }
      }
      floorMillis = Math.max(floorMillis, clock.millis());
      open.add(lines, floorMillis);
      open.remember(memory);
      CompletableFuture<Void> safe = new CompletableFuture<>();
      waiting.add(safe);
      dirty = true;
      changed.signalAll();
      return safe;
    } catch (MVStoreException e) {
      throw new NotTaken(failed(e));
    } finally {
      lock.unlock();
    }
  }

  /// What was last remembered under this key, safe already or not; null when nothing was.
  ///
  /// @throws NotTaken when the disk fails
  public byte @Nullable [] recall(String key) throws NotTaken {
    lock.lock();
    try {
      return opened().recall(key);
    } catch (MVStoreException e) {
      throw new NotTaken(failed(e));
    } finally {
      lock.unlock();
    }
  }

  /// All lines up to this one have been read by whom they are for, and may go.
  public void release(long sequence) {
    lock.lock();
    try {
      JournalStore open = store;
      if (open != null && sequence > open.released()) {
        open.release(sequence);
        dirty = true;
        changed.signalAll();
      }
    } catch (MVStoreException e) {
      LOG.warn("journal: {}", failed(e));
    } finally {
      lock.unlock();
    }
  }

  /// Up to which line all have been read by whom they are for.
  public long released() {
    return asked(JournalStore::released);
  }

  /// The last line that is safe.
  public long last() {
    lock.lock();
    try {
      return durable;
    } finally {
      lock.unlock();
    }
  }

  /// What all lines hold together, in bytes.
  public long bytes() {
    return asked(JournalStore::bytes);
  }

  /// Why nothing can be added; empty when it can be.
  public String failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /// This journal as a stream: one that was made anew is another stream.
  public StreamIdentity identity() {
    return new StreamIdentity(STREAM, asked(JournalStore::createdMillis));
  }

  /// Ends it when all that was added is safe.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The lines after this one that are safe, in order, at most so many; waits for the first of them
  /// at most so long.
  List<Map.Entry<Long, byte[]>> after(long sequence, int most, Duration patience)
      throws InterruptedException, NotTaken {
    JournalStore open;
    long upTo;
    lock.lockInterruptibly();
    try {
      long nanos = patience.toNanos();
      while (durable <= sequence && nanos > 0 && failure.isEmpty() && !closed) {
        nanos = durably.awaitNanos(nanos);
      }
      open = opened();
      upTo = durable;
    } finally {
      lock.unlock();
    }
    try {
      return upTo <= sequence ? List.of() : open.after(sequence, upTo, most);
    } catch (MVStoreException e) {
      throw new NotTaken("the disk fails: " + e.getMessage());
    }
  }

  /// A time before which no line will be stored any more that was not safe up to this one; -1 when
  /// there is such a line.
  long promiseAfter(long sequence) {
    lock.lock();
    try {
      JournalStore open = store;
      if (open == null || open.last() > sequence) {
        return -1;
      }
      floorMillis = Math.max(floorMillis, clock.millis());
      return floorMillis;
    } catch (MVStoreException _) {
      return -1;
    } finally {
      lock.unlock();
    }
  }

  /// The first line that is kept.
  long first() {
    return asked(JournalStore::first);
  }

  /// When this line was stored; -1 when it is not there.
  long storedAtMillis(long sequence) {
    return asked(open -> {
      byte[] stored = open.stored(sequence);
      return stored == null ? -1 : JournalLine.storedAtMillis(stored);
    });
  }

  private interface Question {
    long of(JournalStore open);
  }

  private long asked(Question question) {
    lock.lock();
    try {
      JournalStore open = store;
      return open == null ? 0 : question.of(open);
    } catch (MVStoreException _) {
      return 0;
    } finally {
      lock.unlock();
    }
  }

  private JournalStore opened() throws NotTaken {
    JournalStore open = store;
    if (open == null || closed) {
      throw new NotTaken(closed ? "the journal is closed" : failure);
    }
    return open;
  }

  private void openStore() {
    JournalStore opened = new JournalStore(file, clock.millis());
    store = opened;
    durable = opened.last();
    long lastAt = durable == 0 ? 0 : storedAtMillis(durable);
    floorMillis = Math.max(floorMillis, lastAt);
    failure = "";
  }

  /// Gives up the file, which is opened again later: what was not safe is lost.
  private String failed(MVStoreException e) {
    failure = "the disk fails: " + e.getMessage();
    JournalStore broken = store;
    store = null;
    dirty = false;
    if (broken != null) {
      broken.close();
    }
    IOException lost = new IOException(failure, e);
    waiting.forEach(one -> one.completeExceptionally(lost));
    waiting.clear();
    changed.signalAll();
    durably.signalAll();
    return failure;
  }

  /// The writer's life: whatever was added since the last time is written and forced at once.
  private void write() {
    long sweepNanos = System.nanoTime();
    try {
      while (true) {
        if (!awaitWork()) {
          return;
        }
        boolean sweep = System.nanoTime() - sweepNanos > SWEEP_EVERY.toNanos();
        if (sweep) {
          sweepNanos = System.nanoTime();
        }
        writeOnce(sweep);
      }
    } catch (InterruptedException _) {
      LOG.debug("journal: ends");
    } finally {
      lock.lock();
      try {
        if (store != null) {
          store.close();
          store = null;
        }
        failure = "the journal is closed";
        durably.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Waits for work, at most for a sweep; gives whether to go on.
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      long nanos = SWEEP_EVERY.toNanos();
      while (!dirty && !closed && nanos > 0 && store != null) {
        nanos = changed.awaitNanos(nanos);
      }
      if (store == null && !closed) {
        openAgain();
      }
      return dirty || !closed;
    } finally {
      lock.unlock();
    }
  }

  private void openAgain() throws InterruptedException {
    long nanos = OPEN_AGAIN_AFTER.toNanos();
    while (nanos > 0 && !closed) {
      nanos = changed.awaitNanos(nanos);
    }
    try {
      openStore();
      LOG.info("journal: {} can be written again", file);
    } catch (MVStoreException e) {
      failure = "the disk fails: " + e.getMessage();
    }
  }

  private void writeOnce(boolean sweep) {
    JournalStore open;
    long upTo;
    List<CompletableFuture<Void>> now;
    lock.lock();
    try {
      open = store;
      if (open == null) {
        return;
      }
      open.trim(clock.millis() - limits.keep().toMillis(), limits.largestBytes(), TRIM_AT_ONCE);
      if (sweep) {
        open.compact();
      }
      open.commit();
      upTo = open.last();
      dirty = false;
      now = List.copyOf(waiting);
    } catch (MVStoreException e) {
      LOG.warn("journal: {}", failed(e));
      return;
    } finally {
      lock.unlock();
    }
    force(open, upTo, now);
  }

  /// Forces what was written, without the lock: meanwhile more is added.
  private void force(JournalStore open, long upTo, List<CompletableFuture<Void>> now) {
    try {
      open.sync();
    } catch (MVStoreException e) {
      lock.lock();
      try {
        LOG.warn("journal: {}", failed(e));
      } finally {
        lock.unlock();
      }
      return;
    }
    lock.lock();
    try {
      if (open != store) {
        return;
      }
      durable = upTo;
      waiting.subList(0, now.size()).clear();
      durably.signalAll();
    } finally {
      lock.unlock();
    }
    now.forEach(one -> one.complete(null));
  }
}
