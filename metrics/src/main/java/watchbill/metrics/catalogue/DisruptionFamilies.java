package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.DISRUPTION_BUDGET;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// What may be taken from a node, and what a drain waits for.
public final class DisruptionFamilies {
  /// Pods that may be evicted now.
  public static final Gauge<BudgetLabels> ALLOWED =
      Gauge.ours(
          "agent_disruption_budget_allowed",
          Unit.NONE,
          BudgetLabels.LABELS,
          "Pods that the disruption budget lets be evicted now.",
          "PodDisruptionBudgets, status.disruptionsAllowed");

  /// Pods that are healthy.
  public static final Gauge<BudgetLabels> HEALTHY =
      Gauge.ours(
          "agent_disruption_budget_healthy",
          Unit.NONE,
          BudgetLabels.LABELS,
          "Pods of the disruption budget that are healthy.",
          "PodDisruptionBudgets, status.currentHealthy");

  /// Pods that must stay healthy.
  public static final Gauge<BudgetLabels> DESIRED_HEALTHY =
      Gauge.ours(
          "agent_disruption_budget_desired_healthy",
          Unit.NONE,
          BudgetLabels.LABELS,
          "Pods of the disruption budget that must stay healthy.",
          "PodDisruptionBudgets, status.desiredHealthy");

  /// Pods that there should be.
  public static final Gauge<BudgetLabels> EXPECTED =
      Gauge.ours(
          "agent_disruption_budget_expected",
          Unit.NONE,
          BudgetLabels.LABELS,
          "Pods of the disruption budget that there should be.",
          "PodDisruptionBudgets, status.expectedPods");

  /// A budget that can never allow anything.
  public static final Gauge<CauseLabels> NEVER_ALLOWS =
      Gauge.ours(
          "agent_disruption_budget_never_allows",
          Unit.NONE,
          CauseLabels.LABELS,
          "The disruption budget allows no eviction even while all its pods are healthy"
              + " (1), and why: every drain will wait for ever.",
          "PodDisruptionBudgets, their specification, against the replicas of the workloads"
              + " that they are about");

  /// Pods of a budget on a cordoned node.
  public static final Gauge<BudgetNodeLabels> BUDGET_CORDONED =
      Gauge.ours(
          "agent_disruption_budget_cordoned_pods",
          Unit.NONE,
          BudgetNodeLabels.LABELS,
          "Pods of the disruption budget that are on a cordoned node and not asked to end.",
          "PodDisruptionBudgets, nodes, pods and the labels that workloads give them");

  /// Pods of an agent on a cordoned node.
  public static final Gauge<AgentNodeLabels> CORDONED =
      Gauge.ours(
          "agent_disruption_cordoned_pods",
          Unit.NONE,
          AgentNodeLabels.LABELS,
          "Pods of the agent that are still on a cordoned node; those of DaemonSets are"
              + " left out.",
          "nodes and pods");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(ALLOWED, HEALTHY, DESIRED_HEALTHY, EXPECTED, NEVER_ALLOWS, BUDGET_CORDONED, CORDONED);

  private DisruptionFamilies() {}

  /// A disruption budget; agent and role are those of the workloads that it is about, and empty
  /// when they differ or have none.
  public record BudgetLabels(
      String tenant, String agent, String role, String namespace, String podDisruptionBudget)
      implements LabelSet, Has.Identity, Has.Namespace, Has.DisruptionBudget {
    static final Labels<BudgetLabels> LABELS =
        Labels.of(BudgetLabels.class, TENANT, AGENT, ROLE, NAMESPACE, DISRUPTION_BUDGET);
  }

  /// A disruption budget, and why it never allows anything: `max_unavailable_zero`,
  /// `min_available_all` or `sync_failed`.
  public record CauseLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String podDisruptionBudget,
      String cause)
      implements LabelSet, Has.Identity, Has.Namespace, Has.DisruptionBudget, Has.Cause {
    static final Labels<CauseLabels> LABELS =
        Labels.of(CauseLabels.class, TENANT, AGENT, ROLE, NAMESPACE, DISRUPTION_BUDGET, CAUSE);
  }

  /// A disruption budget and a node.
  public record BudgetNodeLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String podDisruptionBudget,
      String node)
      implements LabelSet, Has.Identity, Has.Namespace, Has.DisruptionBudget, Has.Node {
    static final Labels<BudgetNodeLabels> LABELS =
        Labels.of(BudgetNodeLabels.class, TENANT, AGENT, ROLE, NAMESPACE, DISRUPTION_BUDGET, NODE);
  }

  /// An agent and a node.
  public record AgentNodeLabels(
      String tenant, String agent, String role, String namespace, String node)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Node {
    static final Labels<AgentNodeLabels> LABELS =
        Labels.of(AgentNodeLabels.class, TENANT, AGENT, ROLE, NAMESPACE, NODE);
  }
}
