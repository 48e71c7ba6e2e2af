package watchbill.connectors.kubernetes;

import java.util.List;

/// What a pod holds of its cluster while it is there.
///
/// @param requests what the scheduler sets aside for it on its node, by Kubernetes' rule for init
///   containers and sidecars
///   (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers)
/// @param claims the names of the volume claims that it mounts, in its namespace, each once
/// @param containers what each of its containers asks for, started or not, in the order in which
///   they start
/// @param rank how it ranks when there is not enough
public record PodNeeds(
    ComputeAmounts requests, List<String> claims, List<ContainerNeeds> containers, PodRank rank) {
  /// Nothing.
  public static final PodNeeds NONE = new PodNeeds(ComputeAmounts.NONE, List.of());

  public PodNeeds {
    claims = List.copyOf(claims);
    containers = List.copyOf(containers);
  }

  /// The needs of a pod of whose containers nothing is said.
  public PodNeeds(ComputeAmounts requests, List<String> claims) {
    this(requests, claims, List.of(), PodRank.NONE);
  }

  /// Whether any of its containers asks for a GPU.
  public boolean includeGpus() {
    for (ContainerNeeds container : containers) {
      if (container.gpus() > 0) {
        return true;
      }
    }
    return false;
  }
}
