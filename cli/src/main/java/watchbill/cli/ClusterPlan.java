package watchbill.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import watchbill.connectors.kubernetes.WatchConfig;
import watchbill.deploy.Part;
import watchbill.deploy.rights.Access;
import watchbill.deploy.rights.SourceRights;
import watchbill.exporter.cluster.ClusterSource;
import watchbill.exporter.cluster.ClusterWish;
import watchbill.exporter.usage.UsageConfig;

/// What is asked of a cluster by a configuration. What is watched and which rights are given are
/// both made from it.
///
/// @param sources those that are asked for something
/// @param pods which pods are watched for agents
/// @param billed whether all of the cluster is priced
record ClusterPlan(Set<ClusterSource> sources, WatchConfig pods, boolean billed) {
  /// What this configuration asks.
  static ClusterPlan of(RunConfig run) {
    Set<ClusterWish> wishes = wishes(run);
    Set<ClusterSource> sources = EnumSet.noneOf(ClusterSource.class);
    if (run.kubernetes()) {
      for (ClusterSource source : ClusterSource.values()) {
        boolean wished = source.wishes().stream().anyMatch(wishes::contains);
        if (wished && (run.clusterRights() || source.namespaced())) {
          sources.add(source);
        }
      }
    }
    ClusterPlan plan = new ClusterPlan(sources, run.pods(), run.infrastructure().isPresent());
    if (plan.scope().equals(run.pods())) {
      sources.remove(ClusterSource.ALL_PODS); // they are the agents' pods
    }
    return plan;
  }

  boolean has(ClusterSource source) {
    return sources.contains(source);
  }

  /// Where a source looks.
  WatchConfig scope(ClusterSource source) {
    return switch (source) {
      case PODS -> pods;
      case NODES, KUBELETS -> pods.ofAll();
      case ALL_PODS, CLAIMS, METRICS -> scope();
      case EVENTS, STATEFUL_SETS, DEPLOYMENTS, DISRUPTION_BUDGETS, AUTOSCALERS ->
          pods.withAnyLabels();
    };
  }

  /// Where pods and claims are looked for: the bill is that of the whole cluster, whatever is
  /// watched for agents; volumes and GPUs are also held by pods that are nobody's agents.
  private WatchConfig scope() {
    return billed ? pods.ofAll() : pods.withAnyLabels();
  }

  /// What a process may have to do, source by source.
  List<SourceRights> rights(Part part) {
    return sources.stream()
        .filter(source ->
            switch (part) {
              case ALL -> true;
              case PROCESSOR -> source.processing();
              case EXPORTER -> source.exporting();
            })
        .map(source ->
            new SourceRights(
                source.source(), source.rights(), scope(source).namespaces().isEmpty()))
        .toList();
  }

  /// All that a process may do.
  Access access(Part part) {
    return Access.of(rights(part), new TreeSet<>(pods.namespaces()));
  }

  private static Set<ClusterWish> wishes(RunConfig run) {
    Set<ClusterWish> wishes = EnumSet.noneOf(ClusterWish.class);
    for (ClusterWish wish : ClusterWish.values()) {
      boolean wished =
          switch (wish) {
            case PODS -> run.kubernetes();
            case EVENTS -> run.kubernetesEvents();
            case SELECTION -> !run.pods().labelSelector().isEmpty();
            case WORKLOADS -> run.cluster().workloads();
            case DISRUPTION -> run.cluster().disruption();
            case AUTOSCALING -> run.cluster().autoscaling();
            case NODES -> run.cluster().nodes();
            case CLAIMS -> run.volumes().claims();
            case METRICS -> run.usage().from() == UsageConfig.From.METRICS;
            case KUBELETS -> run.usage().from() == UsageConfig.From.KUBELET;
            case GPUS -> run.gpu().dcgm().discover();
            case RATES -> run.infrastructure().isPresent();
          };
      if (wished) {
        wishes.add(wish);
      }
    }
    return wishes;
  }
}
