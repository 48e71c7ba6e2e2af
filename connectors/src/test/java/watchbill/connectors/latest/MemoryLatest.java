package watchbill.connectors.latest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Last values in memory, that can be broken and lost. Safe from any thread.
public final class MemoryLatest implements LatestStore {
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record Stored(long number, String key, byte[] value) {}

  private final List<Stored> values = new ArrayList<>();
  private long numbers;
  private int place = 1;
  private String broken = "";
  private long puts;
  private long connections = 1;

  /// From now on nothing can be stored, for this reason; empty when it can.
  public synchronized void breakFor(String why) {
    broken = why;
  }

  /// Loses everything, and is made anew.
  public synchronized void lose() {
    values.clear();
    place++;
    notifyAll();
  }

  /// Forgets the last value of this key though it was acknowledged, and ends the connection: what a
  /// broker that is killed may do.
  public synchronized void crash(String key) {
    values.removeIf(stored -> stored.key.equals(key));
    connections++;
  }

  /// How many values were stored, ever.
  public synchronized long puts() {
    return puts;
  }

  /// The keys that have a value.
  public synchronized List<String> keys() {
    return values.stream().map(Stored::key).toList();
  }

  @Override
  public synchronized String prepare() throws IOException {
    refuseWhenBroken();
    return "place " + place;
  }

  @Override
  public synchronized long connections() {
    return connections;
  }

  @Override
  public synchronized void put(List<KeyedValue> added) throws IOException {
    for (KeyedValue value : added) {
      refuseWhenBroken();
      values.removeIf(stored -> stored.key.equals(value.key()));
      values.add(new Stored(++numbers, value.key(), value.value()));
      puts++;
    }
    notifyAll();
  }

  @Override
  public synchronized void remove(Collection<String> keys) throws IOException {
    refuseWhenBroken();
    values.removeIf(stored -> keys.contains(stored.key));
  }

  @Override
  public synchronized LatestReader reader() {
    return new Reader();
  }

  @Override
  public void close() {}

  private void refuseWhenBroken() throws IOException {
    if (!broken.isEmpty()) {
      throw new IOException(broken);
    }
  }

  private final class Reader implements LatestReader {
    private final long target = numbers;
    private long position;
    private boolean caughtUp;

    @Override
    public LatestItem next(Duration patience) throws InterruptedException {
      synchronized (MemoryLatest.this) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
          for (Stored stored : values) {
            if (stored.number > position) {
              if (stored.number > target && !caughtUp) {
                break;
              }
              position = stored.number;
              return new LatestItem.Value(stored.key, stored.value);
            }
          }
          if (!caughtUp) {
            caughtUp = true;
            return new LatestItem.CaughtUp();
          }
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return new LatestItem.Quiet();
          }
          TimeUnit.NANOSECONDS.timedWait(MemoryLatest.this, left);
        }
      }
    }

    @Override
    public void close() {}
  }
}
