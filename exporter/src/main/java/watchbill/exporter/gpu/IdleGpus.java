package watchbill.exporter.gpu;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.gpu.GpuQuantity;
import watchbill.metrics.catalogue.AgentLabels;

/// Since when each allocated GPU does nothing. One thread.
final class IdleGpus {
  private record Stretch(@Nullable AgentLabels agent, long sinceMillis, long lastMillis) {}

  private final GpuConfig.Idle rule;
  private final long gapMillis;
  private final Map<GpuUnit.Key, Stretch> stretches = new HashMap<>();

  /// @param gapMillis a longer time without a reading ends a stretch
  IdleGpus(GpuConfig.Idle rule, long gapMillis) {
    this.rule = rule;
    this.gapMillis = gapMillis;
  }

  /// Since when this unit is allocated to the same agent and idle, in milliseconds since the epoch;
  /// null when it is not, or not for long enough.
  @Nullable Long observe(GpuUnit unit, Allocation allocation) {
    Double busy = unit.reading().values().get(GpuQuantity.UTILIZATION);
    if (busy == null || busy >= rule.below() || !allocation.held()) {
      stretches.remove(unit.key());
      return null;
    }
    Stretch before = stretches.get(unit.key());
    boolean goesOn =
        before != null
            && Objects.equals(before.agent(), allocation.agent())
            && unit.atMillis() - before.lastMillis() <= gapMillis;
    long since = goesOn ? Objects.requireNonNull(before).sinceMillis() : unit.atMillis();
    stretches.put(unit.key(), new Stretch(allocation.agent(), since, unit.atMillis()));
    return unit.atMillis() - since >= rule.after().toMillis() ? since : null;
  }

  /// Forgets the units that were not heard of for too long.
  void forget(long nowMillis) {
    stretches.values().removeIf(one -> nowMillis - one.lastMillis() > gapMillis);
  }
}
