package watchbill.exporter.disruption;

import java.util.List;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.cluster.Ticking;
import watchbill.exporter.workloads.KnownWorkloads;
import watchbill.exporter.workloads.WorkloadIndex;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies.AgentNodeLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// The series of all disruption budgets, and of what is on cordoned nodes. Budgets are shown while
/// they are known; what is on cordoned nodes, while nodes and pods are.
public final class DisruptionSeries implements Ticking {
  private final Columns columns = new Columns();
  private final Column<AgentNodeLabels> cordoned = columns.of(DisruptionFamilies.CORDONED);
  private final BudgetTable table;

  private final ObjectOwners owners;
  private final Known<DisruptionBudgetView> budgets;
  private final KnownWorkloads workloads;
  private final Known<NodeView> nodes;
  private final Known<PodView> pods;

  /// Series of nothing yet.
  ///
  /// @param pods those that are watched for agents
  public DisruptionSeries(
      ObjectOwners owners,
      Known<DisruptionBudgetView> budgets,
      KnownWorkloads workloads,
      Known<NodeView> nodes,
      Known<PodView> pods) {
    this.owners = owners;
    this.table = new BudgetTable(owners, columns);
    this.budgets = budgets;
    this.workloads = workloads;
    this.nodes = nodes;
    this.pods = pods;
  }

  @Override
  public void tick(long nowMillis) {
    WorkloadIndex makers = workloads.last();
    Leaving leaving = new Leaving(nodes.at(nowMillis), pods.at(nowMillis), makers);
    leaving.pods().forEach(this::put);
    List<DisruptionBudgetView> all = budgets.at(nowMillis);
    if (all != null) {
      all.forEach(budget -> table.put(budget, makers, leaving));
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

  private void put(PodView pod) {
    AgentLabels agent = owners.agentIn(pod);
    if (agent != null) {
      cordoned.add(
          new AgentNodeLabels(
              agent.tenant(), agent.agent(), agent.role(), pod.namespace(), pod.node()),
          1);
    }
  }
}
