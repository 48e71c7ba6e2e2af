package watchbill.exporter.infrastructure;

/// What a machine costs, in pico-dollars; [#UNKNOWN] where no rate is configured.
///
/// @param cpu a vCPU for an hour
/// @param memory a GiB for an hour
/// @param gpu a physical GPU for an hour
public record ComputeRates(long cpu, long memory, long gpu) {
  /// There is no rate: what it costs is unknown, and not nothing.
  public static final long UNKNOWN = -1;

  /// These rates, and the other's where there is none here.
  ComputeRates or(ComputeRates other) {
    return new ComputeRates(
        known(cpu, other.cpu), known(memory, other.memory), known(gpu, other.gpu));
  }

  private static long known(long first, long second) {
    return first == UNKNOWN ? second : first;
  }
}
