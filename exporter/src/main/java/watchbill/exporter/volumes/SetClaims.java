package watchbill.exporter.volumes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.WorkloadView;

/// Which StatefulSet each claim is of, by its name.
final class SetClaims {
  private static final Pattern NAMED = Pattern.compile("(.+-)(0|[1-9]\\d{0,8})");

  private final Map<Prefix, WorkloadView> sets = new HashMap<>();

  /// @param set null when its name is one that sets give, but there is no such set
  record Place(@Nullable WorkloadView set, int ordinal) {
    /// Whether the set wants a pod that mounts it.
    boolean isAwaited() {
      if (set == null) {
        return false;
      }
      int place = ordinal - set.claims().firstOrdinal();
      return place >= 0 && place < set.replicas().desired();
    }

    String setName() {
      return set == null ? "" : set.name();
    }

    String ordinalText() {
      return set == null ? "" : Integer.toString(ordinal);
    }
  }

  private record Prefix(String namespace, String text) {}

  SetClaims(List<WorkloadView> all) {
    for (WorkloadView set : all) {
      for (String template : set.claims().names()) {
        sets.put(new Prefix(set.namespace(), template + "-" + set.name() + "-"), set);
      }
    }
  }

  /// Null when it is not named as the claims of sets are.
  @Nullable Place of(ClaimView claim) {
    Matcher named = NAMED.matcher(claim.name());
    return named.matches()
        ? new Place(
            sets.get(new Prefix(claim.namespace(), named.group(1))),
            Integer.parseInt(named.group(2)))
        : null;
  }
}
