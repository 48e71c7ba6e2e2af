package watchbill.exporter.infrastructure;

import java.util.Map;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.NodeView;

/// What a cluster's parts cost. The rate of a node's pool holds before that of a spot machine, that
/// before the rate of its GPU's product, and that before what holds for all.
///
/// @param all what holds where nothing else is said; CPU and memory are known
/// @param spot of machines that may be taken away
/// @param pools by the name of the pool
/// @param gpus a physical GPU for an hour in pico-dollars, by its product
/// @param volume a GiB for a month in pico-dollars, for any other class of storage; may be unknown
/// @param volumes the same by class of storage
public record Rates(
    ComputeRates all,
    ComputeRates spot,
    Map<String, ComputeRates> pools,
    Map<String, Long> gpus,
    long volume,
    Map<String, Long> volumes) {
  private static final long GIB = 1L << 30;

  /// Hours in a month, as OpenCost and the providers' price lists have it (365 * 24 / 12).
  private static final long MONTH_HOURS = 730;

  private static final ComputeRates NONE =
      new ComputeRates(ComputeRates.UNKNOWN, ComputeRates.UNKNOWN, ComputeRates.UNKNOWN);

  public Rates {
    pools = Map.copyOf(pools);
    gpus = Map.copyOf(gpus);
    volumes = Map.copyOf(volumes);
  }

  /// The rates of this machine.
  ComputeRates of(NodeView node) {
    long product = gpus.getOrDefault(node.gpuProduct(), ComputeRates.UNKNOWN);
    return pools
        .getOrDefault(node.pool(), NONE)
        .or(node.spot() ? spot : NONE)
        .or(new ComputeRates(ComputeRates.UNKNOWN, ComputeRates.UNKNOWN, product))
        .or(all);
  }

  /// A GiB of this class of storage for a month.
  long ofVolume(String storageClass) {
    return volumes.getOrDefault(storageClass, volume);
  }

  /// What the volume of this claim costs, in pico-dollars an hour; [ComputeRates#UNKNOWN] when its
  /// class of storage has no rate. It costs what is allocated, whatever is written on it.
  public long perHour(ClaimView claim) {
    long rate = ofVolume(claim.storageClass());
    return rate == ComputeRates.UNKNOWN
        ? rate
        : Division.timesOver(rate, claim.bytes(), GIB * MONTH_HOURS);
  }
}
