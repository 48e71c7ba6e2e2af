package watchbill.connectors.kubernetes;

import java.util.Map;

/// What is kept of one workload: a StatefulSet or a Deployment.
///
/// @param podLabels all labels that it gives its pods
/// @param claims how it claims volumes; a Deployment claims none
public record WorkloadView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    Map<String, String> podLabels,
    ReplicaCounts replicas,
    Rollout rollout,
    ClaimTemplates claims)
    implements ClusterObject {
  public WorkloadView {
    podLabels = Map.copyOf(podLabels);
  }

  /// A workload that claims no volumes.
  public WorkloadView(
      String uid,
      String resourceVersion,
      String namespace,
      String name,
      Map<String, String> podLabels,
      ReplicaCounts replicas,
      Rollout rollout) {
    this(uid, resourceVersion, namespace, name, podLabels, replicas, rollout, ClaimTemplates.NONE);
  }

  /// Its kind, as Kubernetes spells it.
  public String kind() {
    return switch (rollout) {
      case Rollout.OfDeployment _ -> "Deployment";
      case Rollout.OfStatefulSet _ -> "StatefulSet";
    };
  }
}
