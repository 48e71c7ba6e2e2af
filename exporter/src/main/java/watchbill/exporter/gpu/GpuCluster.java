package watchbill.exporter.gpu;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.exporter.cluster.Known;
import watchbill.metrics.catalogue.AgentLabels;

/// What has to be known of the cluster to say whose a GPU is.
///
/// @param pods all pods of the cluster, those that are nobody's agents included: they hold GPUs too
/// @param nodes its nodes
/// @param owner whose a pod is
/// @param gpus how many GPUs, shares of GPUs or MIG instances a pod asks for
public record GpuCluster(
    Known<PodView> pods, Known<NodeView> nodes, Owner owner, ToLongFunction<PodView> gpus) {
  /// Whose a pod is.
  @FunctionalInterface
  public interface Owner {
    /// The agent; null when the pod is nobody's agent.
    @Nullable AgentLabels of(PodView pod);
  }

  /// A cluster of which nothing will be known: Watchbill does not run beside Kubernetes.
  public static GpuCluster none() {
    return new GpuCluster(
        new Known<>(PodView::uid, 0), new Known<>(NodeView::uid, 0), _ -> null, _ -> 0);
  }
}
