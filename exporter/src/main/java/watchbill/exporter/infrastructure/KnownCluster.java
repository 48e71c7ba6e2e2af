package watchbill.exporter.infrastructure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;

/// A cluster as its sources told it last. Each part is told by its own source's thread; any thread
/// asks.
///
/// @param pods all pods of the cluster, those that are nobody's agents included
/// @param nodes its nodes
/// @param claims the claims of volumes
/// @param use what pods were measured to use
public record KnownCluster(
    Known<PodView> pods, Known<NodeView> nodes, Known<ClaimView> claims, Known<PodUse> use) {
  /// Nothing is known yet.
  ///
  /// @param staleAfter for how long the last word of a source that is down is believed; longer than
  ///   0
  public static KnownCluster empty(Duration staleAfter) {
    if (!staleAfter.isPositive()) {
      throw new IllegalArgumentException(
          "infrastructure.staleAfter: want more than 0, have " + staleAfter);
    }
    long millis = staleAfter.toMillis();
    return new KnownCluster(
        new Known<>(PodView::uid, millis),
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
    return new Inventory(pods.at(nowMillis), nodes.at(nowMillis), claims.at(nowMillis), measured);
  }
}
