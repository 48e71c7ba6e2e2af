package watchbill.exporter.infrastructure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.cluster.Known;

/// A cluster as its sources told it last. Each part is told by its own source's thread; any thread
/// asks.
///
/// @param pods all pods of the cluster, those that are nobody's agents included
/// @param selected those of them that are watched for agents; the same as `pods` when all are
/// @param nodes its nodes
/// @param claims the claims of volumes
/// @param use what pods were measured to use
public record KnownCluster(
    Known<PodView> pods,
    Known<PodView> selected,
    Known<NodeView> nodes,
    Known<ClaimView> claims,
    Known<PodUse> use) {
  /// Nothing is known yet.
  ///
  /// @param selective whether some pods are not watched for agents
  /// @param staleAfter for how long the last word of a source that is down is believed; longer than
  ///   0
  public static KnownCluster empty(boolean selective, Duration staleAfter) {
    if (!staleAfter.isPositive()) {
      throw new IllegalArgumentException(
          "infrastructure.staleAfter: want more than 0, have " + staleAfter);
    }
    long millis = staleAfter.toMillis();
    Known<PodView> pods = new Known<>(PodView::uid, millis);
    return new KnownCluster(
        pods,
        selective ? new Known<>(PodView::uid, millis) : pods,
        new Known<>(NodeView::uid, millis),
        new Known<>(ClaimView::uid, millis),
        new Known<>(use -> Inventory.name(use.namespace(), use.pod()), millis));
  }

  /// All that is known at this moment.
  Inventory at(long nowMillis) {
    Map<String, PodUse> measured = new HashMap<>();
    List<PodUse> uses = use.at(nowMillis);
    if (uses != null) {
      uses.forEach(one -> measured.put(Inventory.name(one.namespace(), one.pod()), one));
    }
    List<PodView> allPods = selected.at(nowMillis) == null ? null : pods.at(nowMillis);
    return new Inventory(allPods, nodes.at(nowMillis), claims.at(nowMillis), measured);
  }
}
