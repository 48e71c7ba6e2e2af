package watchbill.exporter.disruption;

import java.util.List;
import watchbill.connectors.kubernetes.BudgetStatus;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.ObjectOwners;
import watchbill.exporter.workloads.WorkloadIndex;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies.BudgetLabels;
import watchbill.metrics.catalogue.DisruptionFamilies.BudgetNodeLabels;
import watchbill.metrics.catalogue.DisruptionFamilies.CauseLabels;

/// The columns of disruption budgets. For one thread.
final class BudgetTable {
  private final ObjectOwners owners;
  private final Column<BudgetLabels> allowed;
  private final Column<BudgetLabels> healthy;
  private final Column<BudgetLabels> desired;
  private final Column<BudgetLabels> expected;
  private final Column<CauseLabels> never;
  private final Column<BudgetNodeLabels> cordoned;

  BudgetTable(ObjectOwners owners, Columns columns) {
    this.owners = owners;
    this.allowed = columns.of(DisruptionFamilies.ALLOWED);
    this.healthy = columns.of(DisruptionFamilies.HEALTHY);
    this.desired = columns.of(DisruptionFamilies.DESIRED_HEALTHY);
    this.expected = columns.of(DisruptionFamilies.EXPECTED);
    this.never = columns.of(DisruptionFamilies.NEVER_ALLOWS);
    this.cordoned = columns.of(DisruptionFamilies.BUDGET_CORDONED);
  }

  /// Puts one budget into the columns.
  void put(DisruptionBudgetView budget, WorkloadIndex workloads, Leaving leaving) {
    List<WorkloadView> makers = workloads.of(budget.namespace(), budget.selected());
    BudgetLabels labels = labels(budget, makers);
    BudgetStatus status = budget.status();
    if (status != null) {
      allowed.put(labels, status.allowed());
      healthy.put(labels, status.healthy());
      desired.put(labels, status.desiredHealthy());
      expected.put(labels, status.expected());
    }
    NeverCause cause = NeverCause.of(budget, makers);
    if (cause != null) {
      never.put(because(labels, cause), 1);
    }
    for (PodView pod : leaving.heldBy(budget)) {
      cordoned.add(on(labels, pod.node()), 1);
    }
  }

  private BudgetLabels labels(DisruptionBudgetView budget, List<WorkloadView> makers) {
    String namespace = budget.namespace();
    AgentLabels owner =
        makers.isEmpty()
            ? owners.of(namespace, budget.selected().labels())
            : owners.ofAll(
                namespace,
                makers.stream().map(maker -> owners.of(namespace, maker.podLabels())).toList());
    return new BudgetLabels(owner.tenant(), owner.agent(), owner.role(), namespace, budget.name());
  }

  private static CauseLabels because(BudgetLabels of, NeverCause cause) {
    return new CauseLabels(
        of.tenant(), of.agent(), of.role(), of.namespace(), of.podDisruptionBudget(), cause.text());
  }

  private static BudgetNodeLabels on(BudgetLabels of, String node) {
    return new BudgetNodeLabels(
        of.tenant(), of.agent(), of.role(), of.namespace(), of.podDisruptionBudget(), node);
  }
}
