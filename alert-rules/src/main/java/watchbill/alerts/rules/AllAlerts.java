package watchbill.alerts.rules;

import java.util.List;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;

/// Every alert of the house.
public final class AllAlerts {
  /// In the order in which they are written.
  public static final List<AlertGroup> GROUPS =
      List.of(
          ActivityAlerts.GROUP,
          AttentionAlerts.GROUP,
          TaskAlerts.GROUP,
          MemoryAlerts.GROUP,
          PodAlerts.GROUP,
          StartAlerts.GROUP,
          EndAlerts.GROUP,
          WorkloadAlerts.GROUP,
          SpendAlerts.GROUP,
          MemorySpineAlerts.GROUP,
          MemorySpineQuorumAlerts.GROUP,
          ReplicationAlerts.GROUP,
          ReplicationCopyAlerts.ALERTS,
          VolumeAlerts.GROUP,
          GpuAlerts.GROUP,
          GpuHealthAlerts.GROUP,
          DisruptionAlerts.GROUP,
          AutoscalingAlerts.GROUP,
          NodeAlerts.GROUP,
          BusAlerts.GROUP,
          BusConsumerAlerts.GROUP,
          PipelineAlerts.GROUP,
          ScrapeAlerts.GROUP,
          BudgetAlerts.GROUP,
          ObjectiveAlerts.GROUP,
          SelfAlerts.GROUP);

  private AllAlerts() {}

  /// All alerts of all groups.
  public static List<Alert<?>> alerts() {
    return GROUPS.stream().<Alert<?>>flatMap(group -> group.alerts().stream()).toList();
  }
}
