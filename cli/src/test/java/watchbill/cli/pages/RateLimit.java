package watchbill.cli.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// So many calls of one key in any window of time; calls beyond are refused and not counted. For
/// one thread at a time.
final class RateLimit {
  private final int most;
  private final Duration window;
  private final Map<String, ArrayDeque<Instant>> allowed = new HashMap<>();

  RateLimit(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /// Whether the key may call now.
  boolean allows(String key, Instant now) {
    ArrayDeque<Instant> calls = allowed.computeIfAbsent(key, _ -> new ArrayDeque<>());
    while (!calls.isEmpty() && !calls.getFirst().isAfter(now.minus(window))) {
      calls.removeFirst();
    }
    if (calls.size() >= most) {
      return false;
    }
    calls.add(now);
    return true;
  }
}
