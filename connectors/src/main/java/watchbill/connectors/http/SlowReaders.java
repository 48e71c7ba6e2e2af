package watchbill.connectors.http;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// The answers that wait for their clients to read, the one that waits longest first. Bodies are
/// held in memory, one for all who got the same answer, so there are at most 32: one more, and the
/// oldest answers are given up until there are 32 again. For the event loop alone.
final class SlowReaders {
  static final int MAX = 32;

  private final LinkedHashSet<Delivery> waiting = new LinkedHashSet<>();

  /// How many wait with each body.
  private final IdentityHashMap<List<byte[]>, Integer> bodies = new IdentityHashMap<>();

  void add(Delivery delivery) {
    if (waiting.add(delivery)) {
      bodies.merge(delivery.answer(), 1, Integer::sum);
    }
    while (bodies.size() > MAX) {
      waiting.getFirst().abort();
    }
  }

  void remove(Delivery delivery) {
    if (waiting.remove(delivery) && bodies.merge(delivery.answer(), -1, Integer::sum) == 0) {
      bodies.remove(delivery.answer());
    }
  }
}
