package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.RESOURCE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// What agents' pods use, and how that compares with what they ask for.
public final class UsageFamilies {
  private static final String EITHER = "metrics.k8s.io or the kubelet's summary: ";
  private static final String KUBELET = "the kubelet's summary: ";
  private static final String RATIOS = "pods' use, their requests and their limits";

  /// How much of the CPU a pod uses.
  public static final Gauge<PodLabels> CPU =
      Gauge.ours(
          "agent_pod_cpu_usage_cores",
          Unit.NONE,
          PodLabels.LABELS,
          "How many vCPUs the pod used, averaged over some seconds.",
          EITHER + "usage.cpu, cpu.usageNanoCores");

  /// How much of the CPU a pod has used.
  public static final Counter<PodLabels> CPU_SECONDS =
      Counter.ours(
          "agent_pod_cpu_seconds_total",
          Unit.SECONDS,
          PodLabels.LABELS,
          "Seconds of one vCPU that the pod has used.",
          KUBELET + "cpu.usageCoreNanoSeconds");

  /// The memory that a pod cannot give back.
  public static final Gauge<PodLabels> WORKING_SET =
      Gauge.ours(
          "agent_pod_memory_working_set_bytes",
          Unit.BYTES,
          PodLabels.LABELS,
          "The pod's working set, which is what its memory limit is held against.",
          EITHER + "usage.memory, memory.workingSetBytes");

  /// What a pod has written on its node.
  public static final Gauge<PodLabels> EPHEMERAL_STORAGE =
      Gauge.ours(
          "agent_pod_ephemeral_storage_used_bytes",
          Unit.BYTES,
          PodLabels.LABELS,
          "What the pod's containers, their logs and emptyDirs take up on the disk of the node.",
          KUBELET + "ephemeral-storage.usedBytes");

  /// When that was measured.
  public static final Gauge<PodLabels> OBSERVED =
      Gauge.ours(
          "agent_pod_usage_observed_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          PodLabels.LABELS,
          "When the pod's use was measured, by the clock of who measured it.",
          EITHER + "timestamp, cpu.time, memory.time");

  /// The use of a role's pods in proportion.
  public static final Gauge<PercentileLabels> RATIO =
      Gauge.ours(
          "agent_role_usage_ratio",
          Unit.RATIO,
          PercentileLabels.LABELS,
          "The use of the role's pods against what each asks for: so large was it at most in half"
              + " (p50) or 99 % (p99) of the measurements of usage.window; exact to 2.2 %.",
          RATIOS);

  /// From how many measurements that is.
  public static final Gauge<AgainstLabels> SAMPLES =
      Gauge.ours(
          "agent_role_usage_samples",
          Unit.NONE,
          AgainstLabels.LABELS,
          "Measurements in usage.window from which agent_role_usage_ratio is.",
          RATIOS);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(CPU, CPU_SECONDS, WORKING_SET, EPHEMERAL_STORAGE, OBSERVED, RATIO, SAMPLES);

  private UsageFamilies() {}

  /// A resource of all pods of a role, which are no one agent's, and what its use is held against.
  public record AgainstLabels(
      String tenant, String agent, String role, String resource, String against)
      implements LabelSet, Has.Identity, Has.Resource, Has.Against {
    static final Labels<AgainstLabels> LABELS =
        Labels.of(AgainstLabels.class, TENANT, AGENT, ROLE, RESOURCE, Label.AGAINST);
  }

  /// The same, and of which measurements.
  public record PercentileLabels(
      String tenant, String agent, String role, String resource, String against, String percentile)
      implements LabelSet, Has.Identity, Has.Resource, Has.Against, Has.Percentile {
    static final Labels<PercentileLabels> LABELS =
        Labels.of(
            PercentileLabels.class, TENANT, AGENT, ROLE, RESOURCE, Label.AGAINST, Label.PERCENTILE);
  }
}
