package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The newest entries of one timeline, with what they weigh. Grows as it fills. Not for several
/// threads at once.
final class Ring {
  /// How many entries it holds at most.
  static final int MOST = 256;

  private static final int FIRST = 8;

  private Entry[] slots = new Entry[FIRST];
  private int first;
  private int size;
  private long bytes;
  private long dropped;
  private long droppedUntilMillis;

  int size() {
    return size;
  }

  /// What the entries weigh.
  long bytes() {
    return bytes;
  }

  /// How many entries had to go, ever.
  long dropped() {
    return dropped;
  }

  /// When the newest of them was, in milliseconds since the epoch; 0 when none had to go. What the
  /// cluster did is left out: it may be told long after.
  long droppedUntilMillis() {
    return droppedUntilMillis;
  }

  /// The entry that came so many entries before the newest.
  Entry back(int steps) {
    return slots[slot(size - 1 - steps)];
  }

  /// Adds one; the oldest goes when it is full.
  void add(Entry entry) {
    if (size == MOST) {
      dropOldest();
    }
    if (size == slots.length) {
      Entry[] larger = Arrays.copyOf(slots, Math.min(MOST, 2 * slots.length));
      System.arraycopy(slots, first, larger, 0, size - first);
      System.arraycopy(slots, 0, larger, size - first, first);
      slots = larger;
      first = 0;
    }
    slots[slot(size)] = entry;
    size++;
    bytes += Weights.of(entry);
  }

  /// Puts another entry in the place of the one that came so many entries before the newest.
  void replace(int steps, Entry entry) {
    int slot = slot(size - 1 - steps);
    bytes += Weights.of(entry) - Weights.of(slots[slot]);
    slots[slot] = entry;
  }

  /// Drops the oldest; there must be one.
  @SuppressWarnings("NullAway") // an empty slot is never read
  void dropOldest() {
    Entry oldest = slots[first];
    bytes -= Weights.of(oldest);
    if (!(oldest instanceof Entry.Fact)) {
      droppedUntilMillis = Math.max(droppedUntilMillis, oldest.atMillis());
    }
    slots[first] = null;
    first = (first + 1) % slots.length;
    size--;
    dropped++;
  }

  /// All of them, in the order in which they came.
  List<Entry> entries() {
    List<Entry> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(slots[slot(i)]);
    }
    return all;
  }

  private int slot(int index) {
    return (first + index) % slots.length;
  }
}
