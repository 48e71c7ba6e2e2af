package watchbill.cli.boards;

import static java.util.Map.entry;

import java.util.Map;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.catalogue.GpuFamilies;
import watchbill.metrics.catalogue.MemorySpineFamilies;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.ReplicationFamilies;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies;

/// How made-up values go up and down.
final class Shapes {
  private static final double GIB = 1L << 30;
  private static final double HOUR = 3600;

  /// A value over time.
  private interface Shape {
    /// @param number of the subject, from 0
    /// @param seconds since the page is served
    double at(int number, double seconds);
  }

  private static final Map<Family<?>, Shape> SHAPES =
      Map.ofEntries(
          entry(GpuFamilies.UTILIZATION, (n, t) -> n == 3 ? 0.02 : wave(0.85 - n / 5.0, 0.1, n, t)),
          entry(GpuFamilies.MEMORY_TOTAL, (_, _) -> 80 * GIB),
          entry(GpuFamilies.MEMORY_USED, (n, t) -> wave(70 - 20 * n, 3, n, t) * GIB),
          entry(GpuFamilies.POWER, (n, t) -> n == 3 ? 75 : wave(640 - 120 * n, 40, n, t)),
          entry(GpuFamilies.POWER_LIMIT, (_, _) -> 700),
          entry(GpuFamilies.ENERGY, (n, t) -> (640 - 120 * n) * t),
          entry(GpuFamilies.TEMPERATURE, (n, t) -> wave(72 - 8 * n, 2, n, t)),
          entry(GpuFamilies.MEMORY_TEMPERATURE, (n, t) -> wave(84 - 8 * n, 2, n, t)),
          entry(GpuFamilies.LAST_XID, (n, t) -> n == 2 && t > 20 ? 63 : 0),
          entry(GpuFamilies.XID_CHANGES, (n, t) -> n == 2 && t > 20 ? 1 : 0),
          entry(GpuFamilies.THROTTLED_TIME, (n, t) -> n == 0 ? 0.2 * t : 0),
          entry(GpuFamilies.REMAP_PENDING, (n, _) -> n == 2 ? 1 : 0),
          entry(GpuFamilies.REMAP_FAILED, (_, _) -> 0),
          entry(GpuFamilies.REMAPPED_ROWS, (n, _) -> n == 2 ? 2 : 0),
          entry(GpuFamilies.IDLE_SINCE, (n, _) -> n == 3 ? -1.5 * HOUR : Double.NaN),
          entry(GpuFamilies.ECC_ERRORS, (n, t) -> n == 2 ? Math.floor(t / 10) : 0),
          entry(GpuFamilies.LINES_SKIPPED, (_, _) -> 0),
          entry(BusFamilies.PENDING, (n, t) -> Math.floor(wave(40 + 60 * n, 30, n, t))),
          entry(BusFamilies.UNACKNOWLEDGED, (n, t) -> Math.floor(wave(30, 20, n, t))),
          entry(BusFamilies.MAX_UNACKNOWLEDGED, (_, _) -> 100),
          entry(BusFamilies.REDELIVERED, (n, t) -> Math.floor(wave(n, 1, n, t))),
          entry(BusFamilies.WAITING, (n, t) -> Math.floor(wave(4 + n, 2, n, t))),
          entry(BusFamilies.ACK_WAIT, (n, _) -> 30 * (n + 1)),
          entry(BusFamilies.DELIVERED, (n, t) -> -wave(2 + n, 1, n, t)),
          entry(BusFamilies.GIVEN_UP, (n, t) -> n == 1 && t > 30 ? 1 : 0),
          entry(BusFamilies.STREAM_MESSAGES, (n, t) -> 12_000 * (n + 1) + Math.floor(20 * t)),
          entry(BusFamilies.STREAM_SIZE, (n, t) -> (0.3 + 0.2 * n + t / 2_000) * GIB),
          entry(BusFamilies.STREAM_LIMIT, (_, _) -> GIB),
          entry(BusFamilies.STORAGE_USED, (_, t) -> (0.9 + t / 1_000) * GIB),
          entry(BusFamilies.STORAGE_LIMIT, (_, _) -> 4 * GIB),
          entry(BusFamilies.CONNECTIONS, (n, t) -> Math.floor(wave(120 + 30 * n, 5, n, t))),
          entry(BusFamilies.MAX_CONNECTIONS, (_, _) -> 1_000),
          entry(BusFamilies.SLOW_CONSUMERS, (n, t) -> n == 2 && t > 40 ? 1 : 0),
          entry(BusFamilies.SERVER_MEMORY, (n, t) -> wave(0.08 + 0.01 * n, 0.005, n, t) * GIB),
          entry(BusFamilies.LEFT_OUT, (_, _) -> 0),
          entry(ReplicationFamilies.IN_SYNC_REPLICAS, (_, t) -> t > 30 && t < 60 ? 2 : 3),
          entry(ReplicationFamilies.WANTED_REPLICAS, (_, _) -> 3),
          entry(ReplicationFamilies.PARTITIONS, (_, _) -> 48),
          entry(ReplicationFamilies.UNDER_REPLICATED, (_, _) -> 0),
          entry(ReplicationFamilies.OFFLINE, (_, _) -> 0),
          entry(ReplicationFamilies.LAG_SECONDS, Shapes::lag),
          entry(ReplicationFamilies.LAG_BYTES, (n, t) -> 1e6 * lag(n, t)),
          entry(ReplicationFamilies.LAG_MESSAGES, (n, t) -> Math.floor(100 * lag(n, t))),
          entry(ReplicationFamilies.LAST_SEEN, (n, t) -> -lag(n, t)),
          entry(ReplicationFamilies.STORAGE_USED, (n, _) -> (90 + 30 * n) * GIB),
          entry(ReplicationFamilies.STORAGE_TOTAL, (_, _) -> 256 * GIB),
          entry(MemorySpineFamilies.REPLICATION_LAG, Shapes::lag),
          entry(MemorySpineFamilies.STORAGE_USED, (n, _) -> (90 + 30 * n) * GIB),
          entry(MemorySpineFamilies.STORAGE_TOTAL, (_, _) -> 256 * GIB),
          entry(WorkloadFamilies.DESIRED, (n, _) -> 4 + n),
          entry(WorkloadFamilies.CURRENT, (n, _) -> 4 + n),
          entry(WorkloadFamilies.READY, (n, t) -> n == 2 && t > 20 ? 5 : 4 + n),
          entry(WorkloadFamilies.UPDATED, (n, _) -> 4 + n),
          entry(WorkloadFamilies.AVAILABLE, (n, t) -> n == 2 && t > 20 ? 5 : 4 + n),
          entry(DisruptionFamilies.ALLOWED, (n, _) -> n == 2 ? 0 : 1),
          entry(DisruptionFamilies.HEALTHY, (n, _) -> n == 2 ? 5 : 4 + n),
          entry(DisruptionFamilies.DESIRED_HEALTHY, (n, _) -> n == 2 ? 5 : 3 + n),
          entry(DisruptionFamilies.EXPECTED, (n, _) -> 4 + n),
          entry(DisruptionFamilies.NEVER_ALLOWS, (n, _) -> n == 2 ? 1 : 0),
          entry(AutoscalingFamilies.CURRENT, (n, t) -> Math.floor(wave(5, 1, n, t))),
          entry(AutoscalingFamilies.DESIRED, (n, t) -> Math.floor(wave(5.5, 1, n, t + 5))),
          entry(AutoscalingFamilies.MIN, (_, _) -> 2),
          entry(AutoscalingFamilies.MAX, (_, _) -> 8),
          entry(AutoscalingFamilies.HEADROOM, (n, t) -> 8 - Math.floor(wave(5, 1, n, t))),
          entry(AutoscalingFamilies.METRIC_TARGET, (_, _) -> 5),
          entry(AutoscalingFamilies.METRIC_CURRENT, (n, t) -> wave(5, 2, n, t)),
          entry(AutoscalingFamilies.METRIC_MISSING, (n, _) -> n == 1 ? 1 : 0),
          entry(ContainerFamilies.CPU_REQUEST, (_, _) -> 0.5),
          entry(ContainerFamilies.CPU_LIMIT, (_, _) -> 1),
          entry(ContainerFamilies.MEMORY_REQUEST, (_, _) -> GIB),
          entry(ContainerFamilies.MEMORY_LIMIT, (_, _) -> 2 * GIB),
          entry(NodeFamilies.CONDITION, (n, _) -> n == 1 ? 1 : 0),
          entry(NodeFamilies.CORDONED_SINCE, (n, _) -> n == 1 ? -HOUR : Double.NaN),
          entry(VolumeFamilies.BOUND, (n, _) -> n == 3 ? 0 : Double.NaN),
          entry(VolumeFamilies.TIME_TO_FULL, (n, _) -> (5 + 20 * n) * HOUR),
          entry(VolumeFamilies.GROWTH, (n, t) -> wave(40_000.0 * (n + 1), 9_000, n, t)),
          entry(SelfFamilies.SIGNALS_DROPPED, (_, _) -> 0),
          entry(FeedFamilies.FAILURES, (_, _) -> 0),
          entry(FeedFamilies.SKIPPED, (_, _) -> 0));

  private Shapes() {}

  /// The value of a series; none when it is absent.
  ///
  /// @param seconds since the page is served
  /// @param now seconds since the epoch; shapes of time stamps are seconds from now
  static double value(
      Family<?> family, int number, Map<String, String> labels, double seconds, double now) {
    if (labels.containsKey("state")) {
      return labels.containsValue(number == 2 ? "progressing" : "complete") ? 1 : 0;
    }
    if (family.equals(ReplicationFamilies.ROLES)) {
      return labels.containsValue(
              labels.getOrDefault("replica", "").endsWith("-0") ? "leader" : "follower")
          ? 1
          : 0;
    }
    Shape shape = SHAPES.get(family);
    if (shape == null) {
      return usual(family, number, seconds, now);
    }
    double value = shape.at(number, seconds);
    return family.name().endsWith("_timestamp_seconds") ? now + value : value;
  }

  private static double usual(Family<?> family, int number, double seconds, double now) {
    if (!family.type().equals("gauge")) {
      return seconds * (number + 1);
    }
    return switch (family.unit()) {
      case RATIO -> wave(0.6, 0.2, number, seconds);
      case SECONDS -> wave(5, 2, number, seconds);
      case TIMESTAMP_SECONDS -> now - 600 * (number + 1);
      case BYTES -> wave(2, 0.5, number, seconds) * GIB;
      case BYTES_PER_SECOND, TOKENS, WATTS, JOULES, CELSIUS -> wave(60, 10, number, seconds);
      case USD, USD_PER_HOUR -> 0.1 * (number + 1);
      case NONE -> 1;
    };
  }

  private static double lag(int number, double seconds) {
    return Math.max(0, wave(0.3 + 0.2 * number, 0.2, number, seconds));
  }

  private static double wave(double middle, double amplitude, int number, double seconds) {
    return middle + amplitude * Math.sin(seconds / 9 + number);
  }
}
