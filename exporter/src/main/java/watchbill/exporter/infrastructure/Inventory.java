package watchbill.exporter.infrastructure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;

/// All that is known of a cluster at one moment; null is unknown.
///
/// @param use what pods were measured to use, by [#name]; a pod that is not there was not measured
record Inventory(
    @Nullable List<PodView> pods,
    @Nullable List<NodeView> nodes,
    @Nullable List<ClaimView> claims,
    Map<String, PodUse> use) {
  /// The name of a pod or a claim in the whole cluster.
  static String name(String namespace, String name) {
    return namespace + "/" + name;
  }
}
