package watchbill.metrics.promql;

import java.time.Duration;

/// Durations as Prometheus writes them
/// (<https://prometheus.io/docs/prometheus/latest/querying/basics/#time-durations>).
public final class PromDuration {
  private PromDuration() {}

  /// The duration in the largest unit that divides it: `5m`, `90s`, `1d`.
  ///
  /// @throws IllegalArgumentException when it is not a positive number of whole milliseconds
  public static String text(Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "duration: want whole milliseconds, at least one, have " + duration);
    }
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
