package watchbill.exporter.pods;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodView;

/// Restarts of containers that do not fall in the life of a pod. The kubelet counts by the ended
/// containers that it finds on its node, and may begin anew at 0 when the node was restarted
/// (https://github.com/kubernetes/api/blob/master/core/v1/types.go, `restartCount`); what it had
/// counted before is kept here. Only pods to which that happened take memory. For one thread.
final class RestartTotals {
  private final Map<String, Map<String, Long>> before = new HashMap<>();

  /// Takes a look at a pod.
  ///
  /// @param earlier the last look at the same pod; null when this is the first
  void look(@Nullable PodView earlier, PodView now) {
    if (earlier == null) {
      return;
    }
    for (ContainerView container : now.containers()) {
      ContainerView was = Containers.named(container.name(), earlier);
      if (was != null && container.restartCount() < was.restartCount()) {
        before
            .computeIfAbsent(now.uid(), _ -> new HashMap<>())
            .merge(container.name(), (long) was.restartCount(), Long::sum);
      }
    }
  }

  /// The total of one container.
  long of(String uid, ContainerView container) {
    Map<String, Long> lost = before.get(uid);
    return container.restartCount() + (lost == null ? 0 : lost.getOrDefault(container.name(), 0L));
  }

  /// A pod is gone.
  void forget(String uid) {
    before.remove(uid);
  }

  /// Only these pods are left.
  void retain(Set<String> uids) {
    before.keySet().retainAll(uids);
  }
}
