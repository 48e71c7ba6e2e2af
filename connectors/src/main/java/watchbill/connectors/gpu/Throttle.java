package watchbill.connectors.gpu;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a GPU's clocks are held down, against its will
/// (<https://docs.nvidia.com/deploy/nvml-api/group__nvmlClocksEventReasons.html>,
/// `NVML_PERF_POLICY_*` in `nvml.h`). That it is idle, or was told which clocks to run at, is not
/// among them.
public enum Throttle {
  SW_POWER_CAP(0x04),
  HW_SLOWDOWN(0x08),
  SYNC_BOOST(0x10),
  SW_THERMAL_SLOWDOWN(0x20),
  HW_THERMAL_SLOWDOWN(0x40),
  HW_POWER_BRAKE_SLOWDOWN(0x80),
  /// Of which only the time is counted, of software and hardware together.
  THERMAL(0),
  BOARD_LIMIT(0),
  LOW_UTILIZATION(0),
  RELIABILITY(0);

  private final int bit;

  Throttle(int bit) {
    this.bit = bit;
  }

  /// The reason in lower case.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether it holds in NVML's mask of reasons; null for one that is not in such masks.
  @Nullable Boolean in(long mask) {
    return bit == 0 ? null : (mask & bit) != 0;
  }
}
