package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.PHASE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;
import watchbill.metrics.catalogue.SpendFamilies.RoleLabels;

/// How agents' pods begin and end: totals since Watchbill started, which stay when the pods are
/// gone.
public final class PodLifeFamilies {
  /// How long it takes a pod to come so far.
  public static final Histogram<StepLabels> START =
      Histogram.ours(
          "agent_start_seconds",
          Unit.SECONDS,
          StepLabels.LABELS,
          "Time from a pod's creation until it was scheduled, its init containers were done, all its"
              + " containers had started, and it was ready for the first time.",
          "metadata.creationTimestamp and status, of pods that were seen before they came so far",
          0x1p0,
          0x1p1,
          0x1p2,
          0x1p3,
          0x1p4,
          0x1p5,
          0x1p6,
          0x1p7,
          0x1p8,
          0x1p9,
          0x1p10);

  /// How long it takes a pod to end.
  public static final Histogram<RoleLabels> DRAIN =
      Histogram.ours(
          "agent_drain_seconds",
          Unit.SECONDS,
          RoleLabels.LABELS,
          "Time from when a running pod's deletion was asked for until it was gone.",
          "metadata.deletionTimestamp, and when the watch told that it is gone",
          0x1p0,
          0x1p1,
          0x1p2,
          0x1p3,
          0x1p4,
          0x1p5,
          0x1p6,
          0x1p7,
          0x1p8,
          0x1p9,
          0x1p10);

  /// Pods that did not end in time.
  public static final Counter<AgentLabels> GRACE_KILLS =
      Counter.ours(
          "agent_grace_kills_total",
          Unit.NONE,
          AgentLabels.LABELS,
          "Deleted pods that were killed because their grace had run out.",
          "status.containerStatuses.state.terminated with exit status 137 when the grace was over");

  /// Ends of containers.
  public static final Counter<EndLabels> CONTAINER_ENDS =
      Counter.ours(
          "agent_container_ends_total",
          Unit.NONE,
          EndLabels.LABELS,
          "Ends of containers, by what their status proves; unseen are those of which the next one"
              + " took the place before anybody looked. Init containers that complete are not"
              + " counted.",
          "status.containerStatuses: restartCount and the last state.terminated");

  /// All of them.
  static final List<Family<?>> ALL = List.of(START, DRAIN, GRACE_KILLS, CONTAINER_ENDS);

  private PodLifeFamilies() {}

  /// All agents of a tenant that have one role, and a step of their pods' way to work.
  public record StepLabels(String tenant, String role, String phase)
      implements LabelSet, Has.Tenant, Has.Role, Has.Phase {
    static final Labels<StepLabels> LABELS = Labels.of(StepLabels.class, TENANT, ROLE, PHASE);
  }

  /// An agent, and how its containers ended.
  public record EndLabels(String tenant, String agent, String role, String end)
      implements LabelSet, Has.Identity, Has.End {
    static final Labels<EndLabels> LABELS =
        Labels.of(EndLabels.class, TENANT, AGENT, ROLE, Label.END);
  }
}
