package watchbill.exporter.nodes;

import java.util.List;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.cluster.Ticking;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// The series of all nodes, and of who is on them. Nodes are shown while they are known; who is on
/// them, while the pods are.
public final class NodeSeries implements Ticking {
  private final Columns columns = new Columns();
  private final NodeTable table = new NodeTable(columns);
  private final PodsByNode podsByNode;
  private final Known<NodeView> nodes;
  private final Known<PodView> pods;

  /// Series of nothing yet.
  ///
  /// @param pods those that are watched for agents
  public NodeSeries(ObjectOwners owners, Known<NodeView> nodes, Known<PodView> pods) {
    this.podsByNode = new PodsByNode(owners, columns);
    this.nodes = nodes;
    this.pods = pods;
  }

  @Override
  public void tick(long nowMillis) {
    List<NodeView> allNodes = nodes.at(nowMillis);
    if (allNodes != null) {
      table.put(allNodes, nowMillis);
    }
    List<PodView> allPods = pods.at(nowMillis);
    if (allPods != null) {
      podsByNode.put(allPods);
    }
    columns.swap();
  }

  @Override
  public List<Family<?>> families() {
    return columns.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return columns.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return columns.writeTo(format, out);
  }
}
