package watchbill.kafka;

import java.time.Duration;
import watchbill.core.rules.FleetOptions;

/// What a topology reads, where it writes, and how it judges.
///
/// @param activity the topic that it reads; see [ActivityHeaders] for its records. Whatever belongs
///   to one tenant is in one partition, which keying by tenant does
/// @param signals the topic to which it writes signals, keyed by tenant
/// @param rejected the topic to which it writes records that it could not understand, each with the
///   reason in the header [ActivityHeaders#REASON]
/// @param drainEvery how often deadlines are looked at; from 10 ms to 1 min
/// @param snapshotEvery how often the state is written as a whole; from 1 s to 1 h. In between,
///   each record is written to the state store once more
public record FleetStreams(
    String activity,
    String signals,
    String rejected,
    FleetOptions fleet,
    Duration drainEvery,
    Duration snapshotEvery) {
  public FleetStreams {
    check("kafka.drainEvery", drainEvery, Duration.ofMillis(10), Duration.ofMinutes(1));
    check("kafka.snapshotEvery", snapshotEvery, Duration.ofSeconds(1), Duration.ofHours(1));
  }

  /// With the topics `agents.activity`, `agents.signals` and `agents.rejected`, a look at the
  /// deadlines every second and a snapshot every minute.
  public static FleetStreams of(FleetOptions fleet) {
    return new FleetStreams(
        "agents.activity",
        "agents.signals",
        "agents.rejected",
        fleet,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1));
  }

  private static void check(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s: want %s to %s, have %s".formatted(key, least, most, value));
    }
  }
}
