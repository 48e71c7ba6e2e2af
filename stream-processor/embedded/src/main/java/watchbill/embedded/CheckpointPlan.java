package watchbill.embedded;

import java.nio.file.Path;
import java.time.Duration;

/// Where and how often checkpoints are written.
///
/// @param directory a directory of their own
/// @param every the least time between two; from 50 ms to 10 min. A longer time costs a longer
///   replay after a restart, and nothing else
public record CheckpointPlan(Path directory, Duration every) {
  public CheckpointPlan {
    if (every.compareTo(Duration.ofMillis(50)) < 0 || every.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("checkpoint.every: want 50ms to 10m, have " + every);
    }
  }
}
