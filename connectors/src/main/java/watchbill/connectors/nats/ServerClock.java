package watchbill.connectors.nats;

import java.util.function.LongSupplier;

/// The server's clock, from below: the time there is at least what this says. It rests on times
/// that the server told and on our own monotonic clock since, so that a wrong wall clock here
/// promises nothing. Error: what the answer was under way, and the drift since.
///
/// Used by one thread.
final class ServerClock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanoTime;
  private long toldMillis;
  private long toldNanos;

  ServerClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Forgets what was told before: the server just said that its time is this.
  void set(long millis) {
    toldMillis = millis;
    toldNanos = nanoTime.getAsLong();
  }

  /// The server's time is at least this.
  void atLeast(long millis) {
    if (millis > millis()) {
      set(millis);
    }
  }

  /// What time it is there at least, in milliseconds since the epoch.
  long millis() {
    return toldMillis + (nanoTime.getAsLong() - toldNanos) / NANOS_PER_MILLI;
  }
}
