package watchbill.exporter.disruption;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import watchbill.connectors.kubernetes.BudgetStatus;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WorkloadView;
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
import watchbill.metrics.catalogue.DisruptionFamilies.BudgetLabels;
import watchbill.metrics.catalogue.DisruptionFamilies.BudgetNodeLabels;
import watchbill.metrics.catalogue.DisruptionFamilies.CauseLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// The series of all disruption budgets, and of what is on cordoned nodes. Budgets are shown while
/// they are known; what is on cordoned nodes, while nodes and pods are.
public final class DisruptionSeries implements Ticking {
  private final Columns columns = new Columns();
  private final Column<BudgetLabels> allowed = columns.of(DisruptionFamilies.ALLOWED);
  private final Column<BudgetLabels> healthy = columns.of(DisruptionFamilies.HEALTHY);
  private final Column<BudgetLabels> desired = columns.of(DisruptionFamilies.DESIRED_HEALTHY);
  private final Column<BudgetLabels> expected = columns.of(DisruptionFamilies.EXPECTED);
  private final Column<CauseLabels> never = columns.of(DisruptionFamilies.NEVER_ALLOWS);
  private final Column<BudgetNodeLabels> budgetCordoned =
      columns.of(DisruptionFamilies.BUDGET_CORDONED);
  private final Column<AgentNodeLabels> cordoned = columns.of(DisruptionFamilies.CORDONED);

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
    this.budgets = budgets;
    this.workloads = workloads;
    this.nodes = nodes;
    this.pods = pods;
  }

  @Override
  public void tick(long nowMillis) {
    WorkloadIndex makers = workloads.last();
    List<PodView> leaving = onCordonedNodes(nowMillis);
    for (PodView pod : leaving) {
      AgentLabels agent = owners.agentIn(pod);
      if (agent != null) {
        cordoned.add(
            new AgentNodeLabels(
                agent.tenant(), agent.agent(), agent.role(), pod.namespace(), pod.node()),
            1);
      }
    }
    List<DisruptionBudgetView> all = budgets.at(nowMillis);
    if (all != null) {
      for (DisruptionBudgetView budget : all) {
        show(budget, makers, leaving);
      }
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

  private List<PodView> onCordonedNodes(long nowMillis) {
    List<NodeView> allNodes = nodes.at(nowMillis);
    List<PodView> allPods = pods.at(nowMillis);
    if (allNodes == null || allPods == null) {
      return List.of();
    }
    Set<String> names =
        allNodes.stream()
            .filter(node -> node.status().cordoned())
            .map(NodeView::name)
            .collect(Collectors.toSet());
    return allPods.stream()
        .filter(pod -> names.contains(pod.node()) && ObjectOwners.isOnNode(pod))
        .toList();
  }

  private void show(DisruptionBudgetView budget, WorkloadIndex makers, List<PodView> leaving) {
    List<WorkloadView> ofBudget = makers.of(budget.namespace(), budget.selected());
    BudgetLabels labels = labels(budget, ofBudget);
    BudgetStatus status = budget.status();
    if (status != null) {
      allowed.put(labels, status.allowed());
      healthy.put(labels, status.healthy());
      desired.put(labels, status.desiredHealthy());
      expected.put(labels, status.expected());
    }
    NeverCause cause = NeverCause.of(budget, ofBudget);
    if (cause != null) {
      never.put(
          new CauseLabels(
              labels.tenant(),
              labels.agent(),
              labels.role(),
              labels.namespace(),
              labels.podDisruptionBudget(),
              cause.text()),
          1);
    }
    for (PodView pod : leaving) {
      if (pod.deletedAtMillis() < 0 && isOf(budget, pod, makers)) {
        budgetCordoned.add(
            new BudgetNodeLabels(
                labels.tenant(),
                labels.agent(),
                labels.role(),
                labels.namespace(),
                labels.podDisruptionBudget(),
                pod.node()),
            1);
      }
    }
  }

  /// Whether a budget is about a pod, by the labels that its maker gives it. Of a pod whose maker
  /// is not known, the labels that were kept may show that it is, but never that it is not.
  private static boolean isOf(DisruptionBudgetView budget, PodView pod, WorkloadIndex makers) {
    if (!pod.namespace().equals(budget.namespace())) {
      return false;
    }
    WorkloadView maker = makers.maker(pod);
    return maker != null
        ? budget.selected().matches(maker.podLabels())
        : budget.selected().requirements().isEmpty() && budget.selected().matches(pod.labels());
  }

  private BudgetLabels labels(DisruptionBudgetView budget, List<WorkloadView> makers) {
    Set<AgentLabels> of = new HashSet<>();
    for (WorkloadView maker : makers) {
      of.add(owners.of(maker.namespace(), maker.podLabels()));
    }
    AgentLabels owner =
        of.isEmpty()
            ? owners.of(budget.namespace(), budget.selected().labels())
            : owners.ofAll(budget.namespace(), new ArrayList<>(of));
    return new BudgetLabels(
        owner.tenant(), owner.agent(), owner.role(), budget.namespace(), budget.name());
  }
}
