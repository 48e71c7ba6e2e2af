package watchbill.exporter.usage;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import watchbill.exporter.cluster.Column;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.catalogue.UsageFamilies.AgainstLabels;
import watchbill.metrics.catalogue.UsageFamilies.PercentileLabels;

/// The use of all pods of a role against what they ask for. For one thread.
final class RoleRatios {
  /// So many roles of all tenants are told apart, and the others of so many tenants, so that all
  /// sketches take 24 MiB at most; a role is any text that somebody labels a pod with.
  private static final int MOST_ROLES = 256;

  private static final String OTHER = "_other";

  private final Duration window;
  private final Map<AgainstLabels, RatioSketch> sketches = new HashMap<>();
  private final Set<Role> roles = new HashSet<>();

  private record Role(String tenant, String role) {}

  RoleRatios(Duration window) {
    this.window = window;
  }

  /// A pod was measured.
  ///
  /// @param resource `cpu` or `memory`
  /// @param used in the unit of `asked`; -1 when unknown
  /// @param against `request` or `limit`
  /// @param asked 0 or less when it asks for nothing
  void measured(
      PodLabels pod, String resource, long used, String against, long asked, long nowMillis) {
    if (used >= 0 && asked > 0) {
      Role counted = bounded(new Role(pod.tenant(), pod.role()));
      AgainstLabels labels =
          new AgainstLabels(counted.tenant(), "", counted.role(), resource, against);
      sketches
          .computeIfAbsent(labels, _ -> new RatioSketch(window))
          .add((double) used / asked, nowMillis);
    }
  }

  /// Shows what is known of the window that ends now, and forgets roles of which nothing is.
  void show(Column<PercentileLabels> ratios, Column<AgainstLabels> samples, long nowMillis) {
    sketches
        .values()
        .removeIf(sketch -> {
          sketch.advance(nowMillis);
          return sketch.count() == 0;
        });
    roles.clear();
    sketches.forEach((labels, sketch) -> {
      roles.add(new Role(labels.tenant(), labels.role()));
      samples.put(labels, (double) sketch.count());
      ratios.put(of(labels, "p50"), sketch.percentile(0.5));
      ratios.put(of(labels, "p99"), sketch.percentile(0.99));
    });
  }

  private Role bounded(Role which) {
    if (isAdmitted(which, MOST_ROLES)) {
      return which;
    }
    Role others = new Role(which.tenant(), OTHER);
    return isAdmitted(others, 2 * MOST_ROLES) ? others : new Role(OTHER, OTHER);
  }

  private boolean isAdmitted(Role role, int most) {
    return roles.contains(role) || (roles.size() < most && roles.add(role));
  }

  private static PercentileLabels of(AgainstLabels labels, String percentile) {
    return new PercentileLabels(
        labels.tenant(),
        labels.agent(),
        labels.role(),
        labels.resource(),
        labels.against(),
        percentile);
  }
}
