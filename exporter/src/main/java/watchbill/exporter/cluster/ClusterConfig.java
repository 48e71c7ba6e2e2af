package watchbill.exporter.cluster;

import java.util.List;
import java.util.Set;
import watchbill.connectors.config.ConfigSection;

/// What to show of a cluster beside its pods. Each has a watch of its own.
///
/// @param workloads StatefulSets and Deployments
/// @param disruption PodDisruptionBudgets, and what is on cordoned nodes
/// @param autoscaling HorizontalPodAutoscalers
/// @param nodes nodes, and who is on them
/// @param sharedNamespaces those whose pods are nobody's agents
public record ClusterConfig(
    boolean workloads,
    boolean disruption,
    boolean autoscaling,
    boolean nodes,
    Set<String> sharedNamespaces) {
  /// The namespaces that Kubernetes makes for itself
  /// (https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces).
  private static final List<String> KUBERNETES =
      List.of("kube-system", "kube-public", "kube-node-lease");

  public ClusterConfig {
    sharedNamespaces = Set.copyOf(sharedNamespaces);
  }

  /// The config of the section `cluster` of this one.
  public static ClusterConfig of(ConfigSection config) {
    ConfigSection section = config.section("cluster");
    return new ClusterConfig(
        section.flag("workloads", true),
        section.flag("disruption", true),
        section.flag("autoscaling", true),
        section.flag("nodes", true),
        Set.copyOf(section.texts("sharedNamespaces", KUBERNETES)));
  }
}
