package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;
import watchbill.metrics.catalogue.PodFamilies.ContainerLabels;

/// What the containers of agents' pods ask for, and whether they are ready. An amount that a
/// container does not name has no series.
public final class ContainerFamilies {
  /// Whether the container is ready.
  public static final Gauge<ContainerLabels> READY =
      Gauge.ours(
          "agent_pod_container_ready",
          Unit.NONE,
          ContainerLabels.LABELS,
          "Whether the main container or sidecar is ready (1).",
          "status.containerStatuses.ready");

  /// What is set aside for it of the CPU.
  public static final Gauge<ContainerLabels> CPU_REQUEST =
      Gauge.ours(
          "agent_pod_container_cpu_request_cores",
          Unit.NONE,
          ContainerLabels.LABELS,
          "What the container asks for of the CPU, in cores.",
          "spec.containers.resources.requests.cpu");

  /// What it cannot exceed of the CPU.
  public static final Gauge<ContainerLabels> CPU_LIMIT =
      Gauge.ours(
          "agent_pod_container_cpu_limit_cores",
          Unit.NONE,
          ContainerLabels.LABELS,
          "What the container cannot exceed of the CPU, in cores.",
          "spec.containers.resources.limits.cpu");

  /// What is set aside for it of the memory.
  public static final Gauge<ContainerLabels> MEMORY_REQUEST =
      Gauge.ours(
          "agent_pod_container_memory_request_bytes",
          Unit.BYTES,
          ContainerLabels.LABELS,
          "What the container asks for of the memory.",
          "spec.containers.resources.requests.memory");

  /// Where the kernel kills it.
  public static final Gauge<ContainerLabels> MEMORY_LIMIT =
      Gauge.ours(
          "agent_pod_container_memory_limit_bytes",
          Unit.BYTES,
          ContainerLabels.LABELS,
          "The memory past which the kernel kills the container.",
          "spec.containers.resources.limits.memory");

  /// How many GPUs it holds.
  public static final Gauge<ContainerResourceLabels> GPUS =
      Gauge.ours(
          "agent_pod_container_gpus",
          Unit.NONE,
          ContainerResourceLabels.LABELS,
          "How many GPUs the container asks for and alone may use, in the resource's own count; all"
              + " MIG profiles are nvidia.com/mig.",
          "spec.containers.resources.limits");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(READY, CPU_REQUEST, CPU_LIMIT, MEMORY_REQUEST, MEMORY_LIMIT, GPUS);

  private ContainerFamilies() {}

  /// A container of a pod, and a resource by Kubernetes' name.
  public record ContainerResourceLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String pod,
      String container,
      String kind,
      String resource)
      implements LabelSet, Has.PodIdentity, Has.Container, Has.Kind, Has.Resource {
    static final Labels<ContainerResourceLabels> LABELS =
        Labels.of(
            ContainerResourceLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            POD,
            Label.CONTAINER,
            Label.KIND,
            Label.RESOURCE);
  }
}
