package watchbill.connectors.journal;

import java.time.Duration;

/// How much a journal keeps.
///
/// @param keep for how long a line that was read is kept besides, so that it can be read again
/// @param largestBytes of all lines together; the oldest that were read go first. When none of them
///   was read, no more is taken
public record JournalLimits(Duration keep, long largestBytes) {
  /// Two weeks, 1 GiB.
  public static final JournalLimits DEFAULT = new JournalLimits(Duration.ofDays(14), 1L << 30);
}
