package watchbill.connectors.http;

import java.util.LinkedHashSet;

/// The answers for which the client did not read fast enough so far, the oldest first. Each holds
/// its body in memory, so there are at most 32: one more, and the oldest is given up. For the event
/// loop alone.
final class SlowReaders {
  static final int MAX = 32;

  private final LinkedHashSet<Delivery> waiting = new LinkedHashSet<>();

  void add(Delivery delivery) {
    if (waiting.add(delivery) && waiting.size() > MAX) {
      waiting.removeFirst().abort();
    }
  }

  void remove(Delivery delivery) {
    waiting.remove(delivery);
  }
}
