package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.RESOURCE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.USE;

import java.util.List;

/// What agents cost beside tokens: their share of the cluster.
public final class InfrastructureFamilies {
  private static final String OPENCOST =
      "nodes, pods, volume claims, metrics.k8s.io and infrastructure.rates, by the OpenCost rule";

  /// What the cluster has cost, by who holds it.
  public static final Counter<ResourceLabels> COST =
      Counter.ours(
          "agent_infrastructure_cost_usd_total",
          Unit.USD,
          ResourceLabels.LABELS,
          "What the agent's share of the cluster has cost since Watchbill started, in US dollars;"
              + " shares of no agent have a use other than agents, and all together are the bill.",
          OPENCOST);

  /// What the cluster costs now, by who holds it.
  public static final Gauge<ResourceLabels> COST_PER_HOUR =
      Gauge.ours(
          "agent_infrastructure_cost_usd_per_hour",
          Unit.USD_PER_HOUR,
          ResourceLabels.LABELS,
          "What the agent's share of the cluster costs now; shares of no agent have a use other"
              + " than agents, and all together are the cluster's bill.",
          OPENCOST);

  /// What has no rate.
  public static final Gauge<UnpricedLabels> UNPRICED =
      Gauge.ours(
          "watchbill_unpriced_infrastructure",
          Unit.NONE,
          UnpricedLabels.LABELS,
          "GPUs and volumes for which no rate is configured; their cost is missing from the bill.",
          "nodes, volume claims and infrastructure.rates");

  /// What the GPUs of a node cost that no pod holds.
  public static final Gauge<NodeLabels> GPU_IDLE =
      Gauge.ours(
          "agent_gpu_idle_usd_per_hour",
          Unit.USD_PER_HOUR,
          NodeLabels.LABELS,
          "What the node's GPUs cost that are allocated to no pod.",
          "nodes, pods and infrastructure.rates");

  /// What the same work would have cost as a stateless service.
  public static final Counter<AgentLabels> STATELESS_COST =
      Counter.ours(
          "agent_stateless_equivalent_cost_usd_total",
          Unit.USD,
          AgentLabels.LABELS,
          "What a stateless service billed per use had cost for the agent's work, while that is known.",
          "pods, metrics.k8s.io and infrastructure.statelessRates");

  /// What the state costs.
  public static final Gauge<AgentLabels> STATE_PRICE =
      Gauge.ours(
          "agent_state_price_ratio",
          Unit.RATIO,
          AgentLabels.LABELS,
          "The agent's share of the cluster against the same work as a stateless service, in dollars.",
          "both costs since Watchbill started, while the agent's use of the CPU is known");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(COST, COST_PER_HOUR, UNPRICED, GPU_IDLE, STATELESS_COST, STATE_PRICE);

  private InfrastructureFamilies() {}

  /// A share of a resource: the agent that holds it, or none, and what it is used for.
  public record ResourceLabels(
      String tenant, String agent, String role, String resource, String use)
      implements LabelSet, Has.Identity, Has.Resource, Has.Use {
    static final Labels<ResourceLabels> LABELS =
        Labels.of(ResourceLabels.class, TENANT, AGENT, ROLE, RESOURCE, USE);
  }

  /// A resource.
  public record UnpricedLabels(String resource) implements LabelSet, Has.Resource {
    static final Labels<UnpricedLabels> LABELS = Labels.of(UnpricedLabels.class, RESOURCE);
  }

  /// A node, which is no agent's: tenant, agent and role are empty.
  public record NodeLabels(String tenant, String agent, String role, String node)
      implements LabelSet, Has.Identity, Has.Node {
    static final Labels<NodeLabels> LABELS = Labels.of(NodeLabels.class, TENANT, AGENT, ROLE, NODE);
  }
}
