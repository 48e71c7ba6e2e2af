package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.catalogue.Label.WORKLOAD_TYPE;

import java.util.List;

/// What makes the pods of agents and of what they rest on: StatefulSets and Deployments.
public final class WorkloadFamilies {
  /// Replicas that are wanted.
  public static final Gauge<WorkloadLabels> DESIRED =
      Gauge.ours(
          "agent_workload_replicas_desired",
          Unit.NONE,
          WorkloadLabels.LABELS,
          "Replicas of the workload that its specification wants.",
          "StatefulSets and Deployments, spec.replicas");

  /// Replicas that there are.
  public static final Gauge<WorkloadLabels> CURRENT =
      Gauge.ours(
          "agent_workload_replicas_current",
          Unit.NONE,
          WorkloadLabels.LABELS,
          "Replicas of the workload that there are.",
          "StatefulSets and Deployments, status.replicas");

  /// Replicas that are ready.
  public static final Gauge<WorkloadLabels> READY =
      Gauge.ours(
          "agent_workload_replicas_ready",
          Unit.NONE,
          WorkloadLabels.LABELS,
          "Replicas of the workload that are ready.",
          "StatefulSets and Deployments, status.readyReplicas");

  /// Replicas of the newest revision.
  public static final Gauge<WorkloadLabels> UPDATED =
      Gauge.ours(
          "agent_workload_replicas_updated",
          Unit.NONE,
          WorkloadLabels.LABELS,
          "Replicas of the workload that are of its newest revision.",
          "StatefulSets and Deployments, status.updatedReplicas");

  /// Replicas that have been ready for long enough.
  public static final Gauge<WorkloadLabels> AVAILABLE =
      Gauge.ours(
          "agent_workload_replicas_available",
          Unit.NONE,
          WorkloadLabels.LABELS,
          "Replicas of the workload that have been ready for its minReadySeconds.",
          "StatefulSets and Deployments, status.availableReplicas");

  /// How far the rollout is: 1 for the state that it is in, 0 for all others.
  public static final Gauge<RolloutLabels> ROLLOUT =
      Gauge.ours(
          "agent_workload_rollout",
          Unit.NONE,
          RolloutLabels.LABELS,
          "How the rollout of the newest revision is: 1 for the state that it is in, 0 for"
              + " the others; a StatefulSet is stuck when nothing changed for 10 min and the grace"
              + " period of its pods.",
          "StatefulSets and Deployments, their status; a Deployment is stuck by its"
              + " condition Progressing");

  /// Since when a rollout that is not complete is in its state.
  public static final Gauge<WorkloadLabels> ROLLOUT_SINCE =
      Gauge.ours(
          "agent_workload_rollout_since_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          WorkloadLabels.LABELS,
          "Since when the rollout that is not complete is in its state; not before"
              + " Watchbill started, unless its condition says so.",
          "StatefulSets and Deployments, the condition Progressing, or when the state was"
              + " first seen");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(DESIRED, CURRENT, READY, UPDATED, AVAILABLE, ROLLOUT, ROLLOUT_SINCE);

  private WorkloadFamilies() {}

  /// A workload; agent and role are those that it gives its pods, and empty when it gives none.
  public record WorkloadLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String workloadType,
      String workload)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Workload {
    static final Labels<WorkloadLabels> LABELS =
        Labels.of(WorkloadLabels.class, TENANT, AGENT, ROLE, NAMESPACE, WORKLOAD_TYPE, WORKLOAD);
  }

  /// A workload and a state that its rollout may be in: `complete`, `progressing`, `stuck`, or
  /// `held` by intent.
  public record RolloutLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String workloadType,
      String workload,
      String state)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Workload, Has.State {
    static final Labels<RolloutLabels> LABELS =
        Labels.of(
            RolloutLabels.class, TENANT, AGENT, ROLE, NAMESPACE, WORKLOAD_TYPE, WORKLOAD, STATE);
  }
}
