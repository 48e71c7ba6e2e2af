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
  /// So many roles of all tenants are told apart, so that all sketches take 12 MiB at most; a role
  /// is any text that somebody labels a pod with.
  private static final int MOST_ROLES = 256;

  private static final String OTHER_ROLES = "_other";

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
      AgainstLabels labels =
          new AgainstLabels(pod.tenant(), "", bounded(pod.tenant(), pod.role()), resource, against);
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

  private String bounded(String tenant, String role) {
    Role which = new Role(tenant, role);
    boolean apart = roles.contains(which) || (roles.size() < MOST_ROLES && roles.add(which));
    return apart ? role : OTHER_ROLES;
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
