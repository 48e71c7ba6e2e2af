package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAPACITY_TYPE;
import static watchbill.metrics.catalogue.Label.INSTANCE_TYPE;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.POOL;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.catalogue.Label.WORKLOAD_TYPE;

import java.util.List;

/// The nodes that agents run on. A node is no agent's: where not said otherwise, tenant, agent and
/// role are empty.
public final class NodeFamilies {
  /// What machine it is.
  public static final Gauge<InfoLabels> INFO =
      Gauge.ours(
          "agent_node_info",
          Unit.NONE,
          InfoLabels.LABELS,
          "What machine the node is; always 1.",
          "nodes, the labels that their provider gives them");

  /// Whether it is ready.
  public static final Gauge<NodeLabels> READY =
      Gauge.ours(
          "agent_node_ready",
          Unit.NONE,
          NodeLabels.LABELS,
          "Whether the node is ready (1); one that is not heard of is not.",
          "nodes, status.conditions, type Ready");

  /// What else holds of it.
  public static final Gauge<ConditionLabels> CONDITION =
      Gauge.ours(
          "agent_node_condition",
          Unit.NONE,
          ConditionLabels.LABELS,
          "Whether the condition holds of the node (1); while nobody can say, it is not shown.",
          "nodes, status.conditions");

  /// Whether it takes no more pods.
  public static final Gauge<NodeLabels> CORDONED =
      Gauge.ours(
          "agent_node_cordoned",
          Unit.NONE,
          NodeLabels.LABELS,
          "Whether no more pods are placed on the node (1), because somebody cordoned it or"
              + " an autoscaler empties it.",
          "nodes, spec.unschedulable and spec.taints");

  /// Since when it takes no more pods.
  public static final Gauge<NodeLabels> CORDONED_SINCE =
      Gauge.ours(
          "agent_node_cordoned_since_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          NodeLabels.LABELS,
          "Since when the node is cordoned; where its taint has no time, since Watchbill"
              + " saw it so.",
          "nodes, spec.taints.timeAdded, or when it was first seen");

  /// When it was made.
  public static final Gauge<NodeLabels> CREATED =
      Gauge.ours(
          "agent_node_created_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          NodeLabels.LABELS,
          "When the node was made.",
          "nodes, metadata.creationTimestamp");

  /// Its CPU.
  public static final Gauge<AmountLabels> CPU =
      Gauge.ours(
          "agent_node_cpu_cores",
          Unit.NONE,
          AmountLabels.LABELS,
          "vCPUs of the node: all that it has, and those that pods can have.",
          "nodes, status.capacity and status.allocatable");

  /// Its memory.
  public static final Gauge<AmountLabels> MEMORY =
      Gauge.ours(
          "agent_node_memory_bytes",
          Unit.BYTES,
          AmountLabels.LABELS,
          "Memory of the node: all that it has, and what pods can have.",
          "nodes, status.capacity and status.allocatable");

  /// Its room for pods.
  public static final Gauge<AmountLabels> PODS =
      Gauge.ours(
          "agent_node_pod_slots",
          Unit.NONE,
          AmountLabels.LABELS,
          "How many pods the node can run, and how many can be placed on it.",
          "nodes, status.capacity and status.allocatable");

  /// Its GPUs.
  public static final Gauge<AmountLabels> GPUS =
      Gauge.ours(
          "agent_node_gpus",
          Unit.NONE,
          AmountLabels.LABELS,
          "GPUs of a node that has any, as they are counted for pods: all, and those that"
              + " pods can have.",
          "nodes, status.capacity and status.allocatable");

  /// Agents on it.
  public static final Gauge<RoleLabels> AGENTS =
      Gauge.ours(
          "agent_node_agents",
          Unit.NONE,
          RoleLabels.LABELS,
          "Agents of the tenant and role that have a pod on the node; those of DaemonSets"
              + " are left out.",
          "pods");

  /// Replicas beside each other.
  public static final Gauge<ColocatedLabels> COLOCATED =
      Gauge.ours(
          "agent_node_colocated_replicas",
          Unit.NONE,
          ColocatedLabels.LABELS,
          "Replicas of the StatefulSet on the node beyond the first: what it loses more"
              + " than one of when the node fails.",
          "pods");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          INFO,
          READY,
          CONDITION,
          CORDONED,
          CORDONED_SINCE,
          CREATED,
          CPU,
          MEMORY,
          PODS,
          GPUS,
          AGENTS,
          COLOCATED);

  private NodeFamilies() {}

  /// A node.
  public record NodeLabels(String tenant, String agent, String role, String node)
      implements LabelSet, Has.Identity, Has.Node {
    static final Labels<NodeLabels> LABELS = Labels.of(NodeLabels.class, TENANT, AGENT, ROLE, NODE);
  }

  /// A node and what machine it is.
  public record InfoLabels(
      String tenant,
      String agent,
      String role,
      String node,
      String pool,
      String instanceType,
      String capacityType)
      implements LabelSet, Has.Identity, Has.Node, Has.Machine {
    static final Labels<InfoLabels> LABELS =
        Labels.of(InfoLabels.class, TENANT, AGENT, ROLE, NODE, POOL, INSTANCE_TYPE, CAPACITY_TYPE);
  }

  /// A node and what may hold of it.
  public record ConditionLabels(
      String tenant, String agent, String role, String node, String condition)
      implements LabelSet, Has.Identity, Has.Node, Has.Condition {
    static final Labels<ConditionLabels> LABELS =
        Labels.of(ConditionLabels.class, TENANT, AGENT, ROLE, NODE, Label.CONDITION);
  }

  /// A node and what is counted of it: `capacity` or `allocatable`.
  public record AmountLabels(String tenant, String agent, String role, String node, String kind)
      implements LabelSet, Has.Identity, Has.Node, Has.Kind {
    static final Labels<AmountLabels> LABELS =
        Labels.of(AmountLabels.class, TENANT, AGENT, ROLE, NODE, KIND);
  }

  /// A node, and the tenant and role of agents on it; agent is empty.
  public record RoleLabels(String tenant, String agent, String role, String node)
      implements LabelSet, Has.Identity, Has.Node {
    static final Labels<RoleLabels> LABELS = Labels.of(RoleLabels.class, TENANT, AGENT, ROLE, NODE);
  }

  /// A node and a workload that has several replicas there.
  public record ColocatedLabels(
      String tenant,
      String agent,
      String role,
      String node,
      String namespace,
      String workloadType,
      String workload)
      implements LabelSet, Has.Identity, Has.Node, Has.Namespace, Has.Workload {
    static final Labels<ColocatedLabels> LABELS =
        Labels.of(
            ColocatedLabels.class, TENANT, AGENT, ROLE, NODE, NAMESPACE, WORKLOAD_TYPE, WORKLOAD);
  }
}
