package watchbill.connectors.kubernetes;

/// An object of a cluster, reduced to what is asked of it, at one moment.
public sealed interface ClusterObject
    permits PodView,
        NodeView,
        ClaimView,
        EventView,
        WorkloadView,
        DisruptionBudgetView,
        AutoscalerView {
  /// Tells it from an earlier object with the same name.
  String uid();

  /// Changes with every change of the object; says nothing about order.
  String resourceVersion();

  /// Where it is; empty for an object of the whole cluster.
  String namespace();

  /// Its name, which no two objects of a kind share in a namespace at one time.
  String name();
}
