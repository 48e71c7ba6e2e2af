package watchbill.connectors.gpu;

import java.util.List;
import java.util.Map;

/// What one GPU, or one MIG instance, said of itself at one moment. What is not there is not known.
///
/// @param host the name that its source gives the machine; empty when it gives none
/// @param throttled by reason, whether the clocks are held down for it now
/// @param throttledSeconds by reason, for how long they were so since the driver was loaded
/// @param pods those that its source names as its holders, each once
public record GpuReading(
    GpuDevice device,
    String host,
    Map<GpuQuantity, Double> values,
    Map<Throttle, Boolean> throttled,
    Map<Throttle, Double> throttledSeconds,
    List<PodName> pods) {
  public GpuReading {
    values = Map.copyOf(values);
    throttled = Map.copyOf(throttled);
    throttledSeconds = Map.copyOf(throttledSeconds);
    pods = List.copyOf(pods);
  }
}
