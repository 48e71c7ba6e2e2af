package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.ActivityFamilies.LAST_PROGRESS;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.catalogue.Label.WORKLOAD_TYPE;
import static watchbill.metrics.catalogue.WorkloadFamilies.DESIRED;
import static watchbill.metrics.catalogue.WorkloadFamilies.READY;
import static watchbill.metrics.catalogue.WorkloadFamilies.ROLLOUT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.WorkloadFamilies.RolloutLabels;
import watchbill.metrics.catalogue.WorkloadFamilies.WorkloadLabels;
import watchbill.metrics.promql.Aggregated;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about what makes the pods that agents run in: StatefulSets and Deployments.
public final class WorkloadAlerts {
  private static final WorkloadLabels CODERS =
      new WorkloadLabels("acme", "", "coder", "agents", "statefulset", "coder");
  private static final AgentLabels CODER = new AgentLabels("acme", "coder-0", "coder");
  private static final Map<String, String> IDENTITY =
      Map.of(
          "tenant", "acme",
          "role", "coder",
          "namespace", "agents",
          "workload_type", "statefulset",
          "workload", "coder");

  /// No pod of a workload is ready, and agents of its role have worked: a page even where all of
  /// them are idle, or their pods cannot be made at all. One that never was at work is a ticket.
  public static final Alert<WorkloadLabels> DOWN =
      new Alert<>(
          "AgentWorkloadDown",
          each(Query.of(READY))
              .max()
              .is(0)
              .and(each(Query.of(DESIRED)).max().above(0), same())
              .and(
                  Query.of(LAST_PROGRESS).by(TENANT, ROLE).max().present(),
                  Matching.on(TENANT, ROLE)),
          Duration.ofMinutes(15),
          Severity.PAGE,
          Owner.TENANT,
          View.CLUSTER,
          "No pod of {{ $labels.workload_type }} {{ $labels.namespace }}/{{ $labels.workload }} has"
              + " been ready for 15 minutes.",
          List.of(
              Example.when("a quota is used up, and raised")
                  .with(DESIRED, CODERS, "1x60")
                  .with(READY, CODERS, "1x9 0x19 1x30")
                  .with(LAST_PROGRESS, CODER, "60x60")
                  .quietAt(24)
                  .firesAt(25, IDENTITY)
                  .firesAt(29, IDENTITY)
                  .quietAt(30),
              Example.when("one of three is left")
                  .with(DESIRED, CODERS, "3x30")
                  .with(READY, CODERS, "1x30")
                  .with(LAST_PROGRESS, CODER, "60x30")
                  .quietAt(30),
              Example.when("nobody wants any")
                  .with(DESIRED, CODERS, "0x30")
                  .with(READY, CODERS, "0x30")
                  .with(LAST_PROGRESS, CODER, "60x30")
                  .quietAt(30),
              Example.when("no agent of its role has ever worked")
                  .with(DESIRED, CODERS, "1x30")
                  .with(READY, CODERS, "0x30")
                  .with(LAST_PROGRESS, new AgentLabels("acme", "reader-0", "reader"), "60x30")
                  .quietAt(30)));

  /// Fewer pods of a workload are ready than are wanted, for half an hour without a moment of rest.
  public static final Alert<WorkloadLabels> SHORT =
      new Alert<>(
          "AgentWorkloadShort",
          each(Query.of(READY)).max().below(each(Query.of(DESIRED)).max(), same()),
          Duration.ofMinutes(30),
          Severity.TICKET,
          Owner.TENANT,
          View.CLUSTER,
          "Not all pods of {{ $labels.workload_type }} {{ $labels.namespace }}/{{ $labels.workload"
              + " }} have been ready for 30 minutes.",
          List.of(
              Example.when("one of three does not get ready")
                  .with(DESIRED, CODERS, "3x90")
                  .with(READY, CODERS, "3x9 2x39 3x30")
                  .quietAt(39)
                  .firesAt(40, IDENTITY)
                  .firesAt(49, IDENTITY)
                  .quietAt(50),
              Example.when("a fleet grows, and its pods follow")
                  .with(DESIRED, CODERS, "3x9 6x19 9x40")
                  .with(READY, CODERS, "3x9 5x18 6 8x28 9x40")
                  .quietAt(50),
              Example.when("all are ready")
                  .with(DESIRED, CODERS, "3x40")
                  .with(READY, CODERS, "3x40")
                  .quietAt(40)));

  /// A rollout gets nowhere: for as long as its Deployment allows (`progressDeadlineSeconds`), or,
  /// of a StatefulSet, for ten minutes.
  public static final Alert<RolloutLabels> ROLLOUT_STUCK =
      new Alert<>(
          "AgentRolloutStuck",
          Query.of(ROLLOUT, Matcher.equal(Label.STATE, "stuck"))
              .by(TENANT, AGENT, ROLE, NAMESPACE, WORKLOAD_TYPE, WORKLOAD)
              .max()
              .above(0),
          Duration.ofMinutes(5),
          Severity.TICKET,
          Owner.TENANT,
          View.CLUSTER,
          "The rollout of {{ $labels.workload_type }} {{ $labels.namespace }}/{{ $labels.workload"
              + " }} gets nowhere.",
          List.of(
              Example.when("a new image does not start, and is taken back")
                  .with(ROLLOUT, rollout("stuck"), "0x9 1x19 0x20")
                  .with(ROLLOUT, rollout("progressing"), "1x9 0x40")
                  .quietAt(14)
                  .firesAt(15, IDENTITY)
                  .firesAt(29, IDENTITY)
                  .quietAt(30),
              Example.when("a rollout takes its time")
                  .with(ROLLOUT, rollout("stuck"), "0x40")
                  .with(ROLLOUT, rollout("progressing"), "1x40")
                  .quietAt(40)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-workloads", DOWN, SHORT, ROLLOUT_STUCK);

  private WorkloadAlerts() {}

  private static Aggregated<WorkloadLabels> each(Query<WorkloadLabels> query) {
    return query.by(TENANT, AGENT, ROLE, NAMESPACE, WORKLOAD_TYPE, WORKLOAD);
  }

  private static Matching<WorkloadLabels> same() {
    return Matching.on(TENANT, AGENT, ROLE, NAMESPACE, WORKLOAD_TYPE, WORKLOAD);
  }

  private static RolloutLabels rollout(String state) {
    return new RolloutLabels("acme", "", "coder", "agents", "statefulset", "coder", state);
  }
}
