package watchbill.exporter.volumes;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.WorkloadView;

/// Since when nobody uses a volume, and nobody will by itself. For one thread.
final class Orphans {
  private final long afterMillis;
  private final Map<String, Long> sinceMillis = new HashMap<>();

  /// Why a volume is an orphan.
  enum Reason {
    /// Its StatefulSet has become smaller, and keeps the volumes of the pods that it gave up.
    SCALED_DOWN,
    /// It is named as a StatefulSet names its claims, and there is no such set.
    SET_GONE,
    /// No pod mounts it.
    UNMOUNTED;

    /// As it stands in a label.
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param since when that was first seen, in milliseconds since the epoch
  record Orphan(Reason reason, long since) {}

  Orphans(Duration after) {
    this.afterMillis = after.toMillis();
  }

  /// Those of these claims that have been orphans for long enough, by uid; all other claims are
  /// gone.
  Map<String, Orphan> at(long nowMillis, List<ClaimView> claims, Mounts mounts, SetClaims sets) {
    Map<String, Orphan> orphans = new HashMap<>();
    Set<String> left = new HashSet<>();
    for (ClaimView claim : claims) {
      Reason reason = mounts.of(claim).isEmpty() ? reason(claim, sets) : null;
      if (reason != null) {
        left.add(claim.uid());
        long since = sinceMillis.computeIfAbsent(claim.uid(), _ -> nowMillis);
        if (nowMillis - since >= afterMillis) {
          orphans.put(claim.uid(), new Orphan(reason, since));
        }
      }
    }
    sinceMillis.keySet().retainAll(left);
    return orphans;
  }

  /// A set deletes what it does not keep, so that is no orphan for long; a claim without a volume
  /// holds nothing.
  private static @Nullable Reason reason(ClaimView claim, SetClaims sets) {
    SetClaims.Place place = sets.of(claim);
    if (!claim.bound()) {
      return null;
    }
    if (place == null) {
      return Reason.UNMOUNTED;
    }
    WorkloadView set = place.set();
    if (set == null) {
      return Reason.SET_GONE;
    }
    return place.isAwaited() || set.claims().deletedWhenScaled() ? null : Reason.SCALED_DOWN;
  }
}
