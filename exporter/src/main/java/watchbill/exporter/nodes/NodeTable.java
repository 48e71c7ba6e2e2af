package watchbill.exporter.nodes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.NodeStatusView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.StatusCondition;
import watchbill.connectors.kubernetes.Truth;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.Spells;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.NodeFamilies.AmountLabels;
import watchbill.metrics.catalogue.NodeFamilies.ConditionLabels;
import watchbill.metrics.catalogue.NodeFamilies.InfoLabels;
import watchbill.metrics.catalogue.NodeFamilies.NodeLabels;

/// The columns of what nodes are and have. For one thread.
final class NodeTable {
  private static final double NANOCORES = 1e9;
  private static final String READY = "Ready";

  private final Column<InfoLabels> info;
  private final Column<NodeLabels> ready;
  private final Column<ConditionLabels> condition;
  private final Column<NodeLabels> cordoned;
  private final Column<NodeLabels> cordonedSince;
  private final Column<NodeLabels> created;
  private final Column<AmountLabels> cpu;
  private final Column<AmountLabels> memory;
  private final Column<AmountLabels> podSlots;
  private final Column<AmountLabels> gpus;
  private final Spells<Boolean> cordons = new Spells<>();

  NodeTable(Columns columns) {
    info = columns.of(NodeFamilies.INFO);
    ready = columns.of(NodeFamilies.READY);
    condition = columns.of(NodeFamilies.CONDITION);
    cordoned = columns.of(NodeFamilies.CORDONED);
    cordonedSince = columns.of(NodeFamilies.CORDONED_SINCE);
    created = columns.of(NodeFamilies.CREATED);
    cpu = columns.of(NodeFamilies.CPU);
    memory = columns.of(NodeFamilies.MEMORY);
    podSlots = columns.of(NodeFamilies.PODS);
    gpus = columns.of(NodeFamilies.GPUS);
  }

  /// Puts all nodes that there are into the columns.
  void put(List<NodeView> all, long nowMillis) {
    Set<String> uids = all.stream().map(NodeView::uid).collect(Collectors.toSet());
    cordons.keep(uids);
    for (NodeView node : all) {
      put(node, nowMillis);
    }
  }

  private void put(NodeView node, long nowMillis) {
    NodeLabels labels = new NodeLabels("", "", "", node.name());
    String capacityType = node.spot() ? "spot" : "on_demand";
    info.put(
        new InfoLabels("", "", "", node.name(), node.pool(), node.instanceType(), capacityType), 1);
    created.putTime(labels, node.createdAtMillis());
    putStatus(node, labels, nowMillis);
    NodeStatusView status = node.status();
    ComputeAmounts has = node.capacity();
    ComputeAmounts gives = node.allocatable();
    putAmounts(cpu, node, has.nanocores(), gives.nanocores(), NANOCORES);
    putAmounts(memory, node, has.memoryBytes(), gives.memoryBytes(), 1);
    putAmounts(podSlots, node, status.podCapacity(), status.podsAllocatable(), 1);
    putAmounts(gpus, node, has.gpus(), gives.gpus(), 1);
  }

  private void putStatus(NodeView node, NodeLabels labels, long nowMillis) {
    NodeStatusView status = node.status();
    Map<String, StatusCondition> conditions = status.conditions();
    conditions.forEach((type, said) -> {
      if (type.equals(READY)) {
        ready.put(labels, said.status() == Truth.TRUE);
      } else if (said.status() != Truth.UNKNOWN) {
        condition.put(
            new ConditionLabels("", "", "", node.name(), type), said.status() == Truth.TRUE);
      }
    });
    cordoned.put(labels, status.cordoned());
    long seen = cordons.since(node.uid(), status.cordoned(), nowMillis);
    if (status.cordoned()) {
      long said = status.cordonedSinceMillis();
      cordonedSince.putTime(labels, said >= 0 ? said : seen);
    }
  }

  /// A node that has nothing of it does not say so: both are left out.
  private static void putAmounts(
      Column<AmountLabels> column, NodeView node, long capacity, long allocatable, double unit) {
    if (capacity > 0 || allocatable > 0) {
      column.put(new AmountLabels("", "", "", node.name(), "capacity"), capacity / unit);
      column.put(new AmountLabels("", "", "", node.name(), "allocatable"), allocatable / unit);
    }
  }
}
