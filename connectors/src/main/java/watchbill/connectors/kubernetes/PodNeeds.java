package watchbill.connectors.kubernetes;

import java.util.List;

/// What a pod holds of its cluster while it is there.
///
/// @param requests what the scheduler sets aside for it on its node, by Kubernetes' rule for init
///   containers and sidecars
///   (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers)
/// @param claims the names of the volume claims that it mounts, in its namespace, each once
public record PodNeeds(ComputeAmounts requests, List<String> claims) {
  /// Nothing.
  public static final PodNeeds NONE = new PodNeeds(ComputeAmounts.NONE, List.of());

  public PodNeeds {
    claims = List.copyOf(claims);
  }
}
