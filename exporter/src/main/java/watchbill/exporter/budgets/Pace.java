package watchbill.exporter.budgets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/// How fast something grows: its increase over the last hour, or since it was first looked at, as
/// so much an hour. Looked at every ten seconds at most. Not thread-safe.
final class Pace {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long APART_MILLIS = 10_000;

  private record Look(long atMillis, long value) {}

  private final Deque<Look> looks = new ArrayDeque<>();
  private final long leastMillis;

  /// @param leastMillis over a shorter time nothing is said
  Pace(long leastMillis) {
    this.leastMillis = leastMillis;
  }

  /// So much an hour, now that it has this value; empty when it was not looked at for long enough.
  ///
  /// @param unit how much of the value makes 1 of the answer
  OptionalDouble anHour(long nowMillis, long value, long unit) {
    if (looks.isEmpty() || nowMillis - looks.getLast().atMillis >= APART_MILLIS) {
      looks.add(new Look(nowMillis, value));
    }
    // The first is the last one that is an hour old.
    Look first = looks.removeFirst();
    while (!looks.isEmpty() && nowMillis - looks.getFirst().atMillis >= HOUR_MILLIS) {
      first = looks.removeFirst();
    }
    looks.addFirst(first);
    long millis = nowMillis - first.atMillis;
    return millis < leastMillis || millis <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((value - first.value) * (HOUR_MILLIS / (double) millis) / unit);
  }
}
