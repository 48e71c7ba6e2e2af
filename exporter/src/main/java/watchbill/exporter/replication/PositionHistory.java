package watchbill.exporter.replication;

import java.util.Arrays;
import java.util.OptionalLong;

/// When a leader was where, as far as we saw it: turns how far somebody is behind in bytes or
/// messages into how long ago the leader was there. Between two looks the leader is taken to have
/// gone evenly. Bounded: when it is full, every second look is forgotten, so that what is older is
/// known less exactly. For one thread.
final class PositionHistory {
  private static final int MOST = 128;

  private long[] positions = new long[8];
  private long[] first = new long[8];
  private long[] last = new long[8];
  private int size;

  /// The leader is here at this time. One that has gone back has another history: what was seen
  /// before counts no more.
  void see(long position, long atMillis) {
    if (size > 0 && (position < positions[size - 1] || atMillis < last[size - 1])) {
      size = 0;
    }
    if (size > 0 && position == positions[size - 1]) {
      last[size - 1] = atMillis; // it paused here
      return;
    }
    if (size == MOST) {
      thin();
    }
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, size * 2);
      first = Arrays.copyOf(first, size * 2);
      last = Arrays.copyOf(last, size * 2);
    }
    positions[size] = position;
    first[size] = atMillis;
    last[size] = atMillis;
    size++;
  }

  /// For how many milliseconds the oldest has waited that somebody at this position lacks: 0 when
  /// nothing is lacking, at least so many when it is older than what we saw, absent when we have
  /// seen nothing that tells.
  OptionalLong lagMillis(long position, long nowMillis) {
    if (size == 0) {
      return OptionalLong.empty();
    }
    if (position >= positions[size - 1]) {
      return OptionalLong.of(0);
    }
    int after = indexAfter(position);
    if (after == 0) {
      long atLeast = nowMillis - first[0];
      return atLeast > 0 ? OptionalLong.of(atLeast) : OptionalLong.empty();
    }
    double part =
        (double) (position - positions[after - 1]) / (positions[after] - positions[after - 1]);
    long then = last[after - 1] + (long) (part * (first[after] - last[after - 1]));
    return OptionalLong.of(Math.max(0, nowMillis - then));
  }

  /// Nothing that was seen counts any more.
  void forget() {
    size = 0;
  }

  /// When the last look was; there must have been one.
  long lastMillis() {
    return last[size - 1];
  }

  /// How many looks are kept.
  int size() {
    return size;
  }

  private int indexAfter(long position) {
    int found = Arrays.binarySearch(positions, 0, size, position);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private void thin() {
    int kept = 0;
    for (int i = 0; i < size; i += 2) {
      positions[kept] = positions[i];
      first[kept] = first[i];
      last[kept] = last[i];
      kept++;
    }
    size = kept;
  }
}
