package watchbill.connectors.gpu;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/// Which of DCGM's fields are read, and what their numbers are in base units (`dcgm_fields.h` and
/// `etc/default-counters.csv` of <https://github.com/NVIDIA/dcgm-exporter>). The help texts of some
/// versions say that violations are counted in microseconds; they are in nanoseconds
/// (<https://github.com/NVIDIA/dcgm-exporter/pull/589>).
final class DcgmFields {
  /// Every field begins so; pages of old versions and of `--use-old-namespace` have it in lower
  /// case.
  static final String PREFIX = "DCGM_FI_";

  /// The busy time of the engines, which counts for more than [#GPU_UTIL].
  static final String ENGINE_ACTIVE = "PROF_GR_ENGINE_ACTIVE";

  static final String GPU_UTIL = "DEV_GPU_UTIL";

  /// Masks of reasons, by the new and the former name.
  static final Set<String> MASKS = Set.of("DEV_CLOCKS_EVENT_REASONS", "DEV_CLOCK_THROTTLE_REASONS");

  private static final double MIB = 1 << 20;
  private static final double MILLI = 1e-3;
  private static final double NANO = 1e-9;

  /// Numbers that stand for none (`DCGM_FP64_BLANK` and `DCGM_INT64_BLANK` in `dcgm_structs.h`, and
  /// a few more above each).
  private static final double BLANK = 140_737_488_355_328.0;

  private static final double BLANKS = 16;
  private static final double INTEGER_BLANK = 9.2e18;

  /// What a field tells, and by what its number is multiplied.
  record Field(GpuQuantity quantity, double factor) {}

  static final Map<String, Field> QUANTITIES =
      Map.ofEntries(
          entry("DEV_FB_USED", new Field(GpuQuantity.MEMORY_USED, MIB)),
          entry("DEV_FB_FREE", new Field(GpuQuantity.MEMORY_FREE, MIB)),
          entry("DEV_FB_RESERVED", new Field(GpuQuantity.MEMORY_RESERVED, MIB)),
          entry("DEV_FB_TOTAL", new Field(GpuQuantity.MEMORY_TOTAL, MIB)),
          entry("DEV_POWER_USAGE", new Field(GpuQuantity.POWER, 1)),
          entry("DEV_ENFORCED_POWER_LIMIT", new Field(GpuQuantity.POWER_LIMIT, 1)),
          entry("DEV_TOTAL_ENERGY_CONSUMPTION", new Field(GpuQuantity.ENERGY, MILLI)),
          entry("DEV_GPU_TEMP", new Field(GpuQuantity.TEMPERATURE, 1)),
          entry("DEV_MEMORY_TEMP", new Field(GpuQuantity.MEMORY_TEMPERATURE, 1)),
          entry("DEV_XID_ERRORS", new Field(GpuQuantity.LAST_XID, 1)),
          entry("DEV_ECC_SBE_VOL_TOTAL", new Field(GpuQuantity.ECC_CORRECTED, 1)),
          entry("DEV_ECC_DBE_VOL_TOTAL", new Field(GpuQuantity.ECC_UNCORRECTED, 1)),
          entry("DEV_CORRECTABLE_REMAPPED_ROWS", new Field(GpuQuantity.REMAPPED_CORRECTED, 1)),
          entry("DEV_UNCORRECTABLE_REMAPPED_ROWS", new Field(GpuQuantity.REMAPPED_UNCORRECTED, 1)),
          entry("DEV_ROW_REMAP_PENDING", new Field(GpuQuantity.REMAP_PENDING, 1)),
          entry("DEV_ROW_REMAP_FAILURE", new Field(GpuQuantity.REMAP_FAILED, 1)));

  /// Times by why, in nanoseconds. A power violation is NVML's software power cap.
  static final Map<String, Throttle> TIMES =
      Map.ofEntries(
          entry("DEV_POWER_VIOLATION", Throttle.SW_POWER_CAP),
          entry("DEV_THERMAL_VIOLATION", Throttle.THERMAL),
          entry("DEV_SYNC_BOOST_VIOLATION", Throttle.SYNC_BOOST),
          entry("DEV_BOARD_LIMIT_VIOLATION", Throttle.BOARD_LIMIT),
          entry("DEV_LOW_UTIL_VIOLATION", Throttle.LOW_UTILIZATION),
          entry("DEV_RELIABILITY_VIOLATION", Throttle.RELIABILITY),
          entry("DEV_CLOCKS_EVENT_REASON_SW_POWER_CAP_NS", Throttle.SW_POWER_CAP),
          entry("DEV_CLOCKS_EVENT_REASON_SYNC_BOOST_NS", Throttle.SYNC_BOOST),
          entry("DEV_CLOCKS_EVENT_REASON_SW_THERM_SLOWDOWN_NS", Throttle.SW_THERMAL_SLOWDOWN),
          entry("DEV_CLOCKS_EVENT_REASON_HW_THERM_SLOWDOWN_NS", Throttle.HW_THERMAL_SLOWDOWN),
          entry(
              "DEV_CLOCKS_EVENT_REASON_HW_POWER_BRAKE_SLOWDOWN_NS",
              Throttle.HW_POWER_BRAKE_SLOWDOWN));

  private DcgmFields() {}

  /// Whether a number tells anything: none that is read is ever negative.
  static boolean isKnown(double value) {
    boolean blank = value >= BLANK && value < BLANK + BLANKS;
    return value >= 0 && value < INTEGER_BLANK && !blank;
  }

  static double seconds(double nanoseconds) {
    return nanoseconds * NANO;
  }

  /// Whether it is one of those that are read, without its prefix.
  static boolean areRead(String field) {
    return QUANTITIES.containsKey(field)
        || TIMES.containsKey(field)
        || MASKS.contains(field)
        || field.equals(ENGINE_ACTIVE)
        || field.equals(GPU_UTIL);
  }
}
