package watchbill.exporter.infrastructure;

import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ComputeAmounts;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.metrics.catalogue.AgentLabels;

/// A pod that is paid for, with what it holds of its node.
///
/// @param agent whose it is; null when it is nobody's agent
/// @param use what it was measured to use; null when that is unknown
record Workload(PodView pod, @Nullable AgentLabels agent, @Nullable PodUse use) {
  /// The larger of request and use for CPU and memory, and the GPUs that are allocated to it.
  long held(Resource resource) {
    ComputeAmounts requests = pod.needs().requests();
    return switch (resource) {
      case CPU -> Math.max(requests.nanocores(), use == null ? 0 : use.nanocores());
      case MEMORY -> Math.max(requests.memoryBytes(), use == null ? 0 : use.memoryBytes());
      case GPU -> requests.gpus();
      case VOLUME -> 0;
    };
  }

  /// Whether a pod holds a part of its node that is paid for. One whose image cannot be pulled is
  /// not charged, as OpenCost has it, nor one that waits for its first container or has ended.
  static boolean isCharged(PodView pod) {
    return !pod.node().isEmpty()
        && switch (pod.phase()) {
          case RUNNING, UNKNOWN -> true;
          case PENDING ->
              pod.containers().stream()
                  .anyMatch(container -> container.state() instanceof ContainerState.Running);
          case SUCCEEDED, FAILED -> false;
        };
  }
}
