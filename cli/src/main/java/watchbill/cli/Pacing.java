package watchbill.cli;

import java.util.concurrent.TimeUnit;
import watchbill.connectors.config.ConfigError;

/// How fast a recording is played. One thread.
final class Pacing {
  private static final double FASTEST = 1_000_000;

  private final double factor;
  private long firstMillis = -1;
  private long startNanos;

  private Pacing(double factor) {
    this.factor = factor;
  }

  /// `max`, or a multiple such as `60x`.
  static Pacing of(String text) {
    if (text.equals("max")) {
      return new Pacing(0);
    }
    if (text.matches("[0-9]{1,7}(\\.[0-9]{1,3})?x")) {
      double factor = Double.parseDouble(text.substring(0, text.length() - 1));
      if (factor > 0 && factor <= FASTEST) {
        return new Pacing(factor);
      }
    }
    throw new ConfigError("--speed", "max or a multiple such as 1x or 60x", text);
  }

  /// Waits until it is time for what happened at `atMillis`.
  void await(long atMillis) throws InterruptedException {
    if (factor == 0) {
      return;
    }
    if (firstMillis < 0) {
      firstMillis = atMillis;
      startNanos = System.nanoTime();
    }
    long due = startNanos + (long) ((atMillis - firstMillis) * 1_000_000 / factor);
    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
  }
}
