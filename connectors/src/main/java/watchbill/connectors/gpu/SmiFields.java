package watchbill.connectors.gpu;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/// Where `nvidia-smi -q -x` writes what is read, in all its schemas since v10: the first path that
/// tells a number holds. A GPU of the Ampere family and later draws `average_power_draw` as others
/// `power_draw`, both over a second (<https://docs.nvidia.com/deploy/nvidia-smi/>).
final class SmiFields {
  private static final String ECC = "ecc_errors/volatile/";
  private static final String REMAPPED = "remapped_rows/remapped_row_";
  private static final String POWER = "gpu_power_readings/";
  private static final String FORMER_POWER = "power_readings/";

  static final Map<GpuQuantity, List<String>> PATHS =
      Map.ofEntries(
          entry(GpuQuantity.UTILIZATION, List.of("utilization/gpu_util")),
          entry(GpuQuantity.MEMORY_USED, List.of("fb_memory_usage/used")),
          entry(GpuQuantity.MEMORY_FREE, List.of("fb_memory_usage/free")),
          entry(GpuQuantity.MEMORY_TOTAL, List.of("fb_memory_usage/total")),
          entry(GpuQuantity.MEMORY_RESERVED, List.of("fb_memory_usage/reserved")),
          entry(
              GpuQuantity.POWER,
              List.of(
                  POWER + "average_power_draw",
                  POWER + "power_draw",
                  POWER + "instant_power_draw",
                  FORMER_POWER + "power_draw")),
          entry(
              GpuQuantity.POWER_LIMIT,
              List.of(
                  POWER + "current_power_limit",
                  FORMER_POWER + "enforced_power_limit",
                  FORMER_POWER + "power_limit")),
          entry(GpuQuantity.TEMPERATURE, List.of("temperature/gpu_temp")),
          entry(GpuQuantity.MEMORY_TEMPERATURE, List.of("temperature/memory_temp")),
          entry(GpuQuantity.REMAPPED_CORRECTED, List.of(REMAPPED + "corr")),
          entry(GpuQuantity.REMAPPED_UNCORRECTED, List.of(REMAPPED + "unc")),
          entry(GpuQuantity.REMAP_PENDING, List.of(REMAPPED + "pending")),
          entry(GpuQuantity.REMAP_FAILED, List.of(REMAPPED + "failure")));

  /// Sums: all that are told of them. Static memory has one count of uncorrected errors in former
  /// schemas and two, for parity and SEC-DED, in later ones.
  static final Map<GpuQuantity, List<String>> SUMS =
      Map.of(
          GpuQuantity.ECC_CORRECTED, List.of(ECC + "sram_correctable", ECC + "dram_correctable"),
          GpuQuantity.ECC_UNCORRECTED,
              List.of(
                  ECC + "sram_uncorrectable",
                  ECC + "sram_uncorrectable_parity",
                  ECC + "sram_uncorrectable_secded",
                  ECC + "dram_uncorrectable"));

  /// What the reasons are called, in the new and the former section.
  static final Map<Throttle, String> REASONS =
      Map.of(
          Throttle.SW_POWER_CAP, "sw_power_cap",
          Throttle.HW_SLOWDOWN, "hw_slowdown",
          Throttle.SYNC_BOOST, "sync_boost",
          Throttle.SW_THERMAL_SLOWDOWN, "sw_thermal_slowdown",
          Throttle.HW_THERMAL_SLOWDOWN, "hw_thermal_slowdown",
          Throttle.HW_POWER_BRAKE_SLOWDOWN, "hw_power_brake_slowdown");

  static final List<String> REASON_SECTIONS =
      List.of(
          "clocks_event_reasons/clocks_event_reason_",
          "clocks_throttle_reasons/clocks_throttle_reason_");

  static final Map<Throttle, String> TIMES =
      Map.of(
          Throttle.SW_POWER_CAP, "sw_power_cap",
          Throttle.SYNC_BOOST, "sync_boost",
          Throttle.SW_THERMAL_SLOWDOWN, "sw_therm_slowdown",
          Throttle.HW_THERMAL_SLOWDOWN, "hw_therm_slowdown",
          Throttle.HW_POWER_BRAKE_SLOWDOWN, "hw_power_brake");

  static final String TIME_SECTION = "clocks_event_reasons_counters/clocks_event_reasons_counters_";

  private SmiFields() {}
}
