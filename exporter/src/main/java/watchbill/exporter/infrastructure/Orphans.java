package watchbill.exporter.infrastructure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import watchbill.metrics.catalogue.InfrastructureFamilies.ClaimLabels;

/// Since when each volume is mounted by no pod. For one thread.
final class Orphans {
  private final long afterMillis;
  private final Map<ClaimLabels, Long> sinceMillis = new HashMap<>();

  Orphans(Duration after) {
    this.afterMillis = after.toMillis();
  }

  /// At this moment no pod mounts these, and all others are mounted or gone.
  void observe(Set<ClaimLabels> unmounted, long nowMillis) {
    sinceMillis.keySet().retainAll(unmounted);
    for (ClaimLabels claim : unmounted) {
      sinceMillis.putIfAbsent(claim, nowMillis);
    }
  }

  /// Those that have been so for long enough, with the moment at which that was first seen.
  Map<ClaimLabels, Long> at(long nowMillis) {
    Map<ClaimLabels, Long> orphans = new HashMap<>();
    sinceMillis.forEach((claim, since) -> {
      if (nowMillis - since >= afterMillis) {
        orphans.put(claim, since);
      }
    });
    return orphans;
  }
}
