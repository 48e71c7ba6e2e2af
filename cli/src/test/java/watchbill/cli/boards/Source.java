package watchbill.cli.boards;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.FeedFamilies;
import watchbill.metrics.catalogue.GpuFamilies;
import watchbill.metrics.catalogue.MemorySpineFamilies;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodLifeFamilies;
import watchbill.metrics.catalogue.ReplicationFamilies;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies;

/// Something that a fleet has and the demo has not, so that some families have no series there.
enum Source {
  GPUS(group(GpuFamilies.INFO)),
  BUS(group(BusFamilies.PENDING)),
  STORES(both(group(ReplicationFamilies.LEADERS), group(MemorySpineFamilies.REPLICATION_LAG))),
  WORKLOADS(group(WorkloadFamilies.READY)),
  DISRUPTION_BUDGETS(group(DisruptionFamilies.ALLOWED)),
  AUTOSCALERS(group(AutoscalingFamilies.CURRENT)),
  /// What containers ask for.
  CONTAINERS(
      List.of(
          ContainerFamilies.CPU_REQUEST,
          ContainerFamilies.CPU_LIMIT,
          ContainerFamilies.MEMORY_REQUEST,
          ContainerFamilies.MEMORY_LIMIT,
          ContainerFamilies.GPUS)),
  /// Pods that no node takes, wait for a GPU, or are being deleted; and those that begin and end.
  PODS_IN_TROUBLE(
      List.of(
          PodFamilies.UNSCHEDULABLE,
          PodFamilies.GPU_PENDING,
          PodFamilies.DELETION,
          PodLifeFamilies.START,
          PodLifeFamilies.DRAIN)),
  /// What the kubelet says of pods and an hour of it and more, and claims that wait.
  KUBELET(
      List.of(
          UsageFamilies.CPU_SECONDS,
          UsageFamilies.EPHEMERAL_STORAGE,
          UsageFamilies.RATIO,
          UsageFamilies.SAMPLES,
          VolumeFamilies.BOUND,
          VolumeFamilies.PENDING_SINCE,
          VolumeFamilies.GROWTH,
          VolumeFamilies.TIME_TO_FULL)),
  /// What nodes say of themselves.
  NODES(
      List.of(
          NodeFamilies.READY,
          NodeFamilies.CONDITION,
          NodeFamilies.CORDONED_SINCE,
          NodeFamilies.CREATED,
          NodeFamilies.PODS)),
  /// Sessions that ended, several in a minute: the demo is over before, or just not.
  ENDED_SESSIONS(List.of(SpendFamilies.SESSION_TOKENS)),
  /// A Watchbill that keeps its state and publishes what it finds.
  PROCESSOR(
      Stream.of(
              List.<Family<?>>of(
                  SelfFamilies.CHECKPOINT_LAST_SUCCESS,
                  SelfFamilies.SIGNALS_PUBLISHED,
                  SelfFamilies.SIGNALS_DROPPED,
                  VerdictFamilies.TELEMETRY_GAP_STARTED),
              group(FeedFamilies.STORED))
          .flatMap(List::stream)
          .toList());

  @SuppressWarnings("ImmutableEnumChecker") // a list that nobody changes
  private final List<Family<?>> families;

  Source(List<Family<?>> families) {
    this.families = families;
  }

  /// The families that the demo has no series of, or none that are of interest.
  List<Family<?>> families() {
    return families;
  }

  /// The families that stand in one group with this.
  private static List<Family<?>> group(Family<?> family) {
    return Catalogue.groups().stream()
        .filter(group -> group.families().contains(family))
        .flatMap(group -> group.families().stream())
        .toList();
  }

  private static List<Family<?>> both(List<Family<?>> one, List<Family<?>> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
