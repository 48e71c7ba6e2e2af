package watchbill.exporter.volumes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.PodView;

/// Which pods mount each claim. A pod that waits for its node mounts it, too; one that has ended
/// does not.
final class Mounts {
  private final Map<Claim, List<PodView>> pods = new HashMap<>();

  private record Claim(String namespace, String name) {}

  Mounts(List<PodView> all) {
    for (PodView pod : all) {
      if (isThere(pod)) {
        for (String claim : pod.needs().claims()) {
          pods.computeIfAbsent(new Claim(pod.namespace(), claim), _ -> new ArrayList<>()).add(pod);
        }
      }
    }
  }

  List<PodView> of(ClaimView claim) {
    return pods.getOrDefault(new Claim(claim.namespace(), claim.name()), List.of());
  }

  private static boolean isThere(PodView pod) {
    return switch (pod.phase()) {
      case PENDING, RUNNING, UNKNOWN -> true;
      case SUCCEEDED, FAILED -> false;
    };
  }
}
