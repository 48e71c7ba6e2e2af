package watchbill.connectors.gpu;

/// What a GPU says of itself, in base units.
public enum GpuQuantity {
  /// From 0 to 1.
  UTILIZATION,
  MEMORY_USED,
  MEMORY_FREE,
  MEMORY_TOTAL,
  /// What the driver keeps for itself.
  MEMORY_RESERVED,
  /// Watts.
  POWER,
  POWER_LIMIT,
  /// Joules since the driver was loaded.
  ENERGY,
  /// Degrees Celsius.
  TEMPERATURE,
  MEMORY_TEMPERATURE,
  /// NVIDIA's code of the last error, 0 when there was none
  /// (<https://docs.nvidia.com/deploy/xid-errors/>).
  LAST_XID,
  /// Errors of the memory since the driver was loaded.
  ECC_CORRECTED,
  ECC_UNCORRECTED,
  /// Rows of the memory that were replaced.
  REMAPPED_CORRECTED,
  REMAPPED_UNCORRECTED,
  /// 0 or 1.
  REMAP_PENDING,
  /// 0 or 1.
  REMAP_FAILED;

  /// Whether a MIG instance has its own; all else is its GPU's.
  boolean isOfInstance() {
    return switch (this) {
      case UTILIZATION, MEMORY_USED, MEMORY_FREE, MEMORY_TOTAL, MEMORY_RESERVED -> true;
      case POWER,
          POWER_LIMIT,
          ENERGY,
          TEMPERATURE,
          MEMORY_TEMPERATURE,
          LAST_XID,
          ECC_CORRECTED,
          ECC_UNCORRECTED,
          REMAPPED_CORRECTED,
          REMAPPED_UNCORRECTED,
          REMAP_PENDING,
          REMAP_FAILED ->
          false;
    };
  }
}
