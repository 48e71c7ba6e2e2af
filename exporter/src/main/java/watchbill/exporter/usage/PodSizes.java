package watchbill.exporter.usage;

import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.PodView;

/// What a pod asks for; 0 for what it does not ask for.
///
/// @param cpuRequest in nanocores
/// @param memoryRequest in bytes
record PodSizes(long cpuRequest, long memoryRequest) {
  static PodSizes of(PodView pod) {
    ComputeAmounts requests = pod.needs().requests();
    return new PodSizes(requests.nanocores(), requests.memoryBytes());
  }
}
