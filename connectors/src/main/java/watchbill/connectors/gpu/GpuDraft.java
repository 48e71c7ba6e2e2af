package watchbill.connectors.gpu;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A reading that is not complete yet. One thread.
final class GpuDraft {
  /// No device plugin shares one GPU among more.
  private static final int MAX_PODS = 256;

  private final GpuDevice device;
  private final Map<GpuQuantity, Double> values = new EnumMap<>(GpuQuantity.class);
  private final Map<Throttle, Boolean> throttled = new EnumMap<>(Throttle.class);
  private final Map<Throttle, Double> throttledSeconds = new EnumMap<>(Throttle.class);
  private final Set<PodName> pods = new LinkedHashSet<>();
  private String host = "";

  GpuDraft(GpuDevice device) {
    this.device = device;
  }

  /// Where several rows tell the same of one GPU, the largest holds.
  void put(GpuQuantity quantity, double value) {
    values.merge(quantity, value, Math::max);
  }

  /// Sets it where it is not known.
  void putIfAbsent(GpuQuantity quantity, double value) {
    values.putIfAbsent(quantity, value);
  }

  /// Adds to what is known.
  void add(GpuQuantity quantity, double more) {
    values.merge(quantity, more, Double::sum);
  }

  void putThrottled(Throttle why, boolean holds) {
    throttled.merge(why, holds, Boolean::logicalOr);
  }

  void putThrottledSeconds(Throttle why, double seconds) {
    throttledSeconds.merge(why, seconds, Math::max);
  }

  void putHost(String said) {
    host = host.isEmpty() ? said : host;
  }

  /// A pod that holds it; of more than any GPU can have the rest is left out.
  void putPod(PodName pod) {
    if (pods.size() < MAX_PODS) {
      pods.add(pod);
    }
  }

  GpuReading reading() {
    sumMemory();
    return new GpuReading(device, host, values, throttled, throttledSeconds, List.copyOf(pods));
  }

  /// What is used and what is free is all that there is, but for what the driver keeps.
  private void sumMemory() {
    Double used = values.get(GpuQuantity.MEMORY_USED);
    Double free = values.get(GpuQuantity.MEMORY_FREE);
    if (used != null && free != null) {
      double reserved = values.getOrDefault(GpuQuantity.MEMORY_RESERVED, 0.0);
      putIfAbsent(GpuQuantity.MEMORY_TOTAL, used + free + reserved);
    }
  }
}
