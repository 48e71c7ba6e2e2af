package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.tenants;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.PHASE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.catalogue.Label.WORKLOAD_TYPE;

import java.time.Duration;
import java.util.List;
import watchbill.dashboards.Annotation;
import watchbill.dashboards.Color;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies.RolloutLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Window;

/// What boards mark on the time axis: restarts, evictions, deploys and verdicts.
///
/// A deletion that was asked for is marked until the pod is gone, whoever asked: a drain, the
/// scheduler or a deploy. A pod that its kubelet evicts is not deleted; it has failed.
final class Marks {
  /// Two scrapes a minute apart are in it.
  private static final Window AROUND = Window.of(Duration.ofMinutes(2));

  /// What happened to all that is chosen: a mark for each tenant and role, not for each agent.
  static final List<Annotation> FLEET =
      List.of(
          Annotation.of(
              "Restarts",
              Color.ORANGE,
              Query.increase(PodFamilies.CONTAINER_RESTARTS, AROUND, agents())
                  .by(TENANT, ROLE)
                  .sum()
                  .above(0),
              "containers of {{tenant}} / {{role}} restarted"),
          Annotation.of(
              "Evictions",
              Color.PURPLE,
              evicted().query().by(TENANT, ROLE).count().above(0),
              "pods of {{tenant}} / {{role}} failed or were evicted"),
          Annotation.of(
              "Deletions",
              Color.PURPLE,
              Query.of(PodFamilies.DELETION, agents()).by(TENANT, ROLE).count().above(0),
              "pods of {{tenant}} / {{role}} are taken away"),
          deploys(),
          Annotation.of(
              "Verdicts",
              Color.RED,
              Query.of(ActivityFamilies.STUCK, agents()).by(TENANT, CAUSE).sum().above(0),
              "agents of {{tenant}} are stuck: {{cause}}"),
          Annotation.of(
              "Incidents",
              Color.RED,
              Query.of(VerdictFamilies.FLEET_INCIDENT, tenants()).by(TENANT, CAUSE).max().above(0),
              "many agents of {{tenant}} have stopped: {{cause}}"));

  /// What happened to one agent, in detail.
  static final List<Annotation> AGENT_ITSELF =
      List.of(
          Annotation.of(
              "Restarts",
              Color.ORANGE,
              Query.increase(PodFamilies.CONTAINER_RESTARTS, AROUND, agents())
                  .by(POD, CONTAINER)
                  .sum()
                  .above(0),
              "{{pod}}: container {{container}} restarted"),
          Annotation.of(
              "Evictions",
              Color.PURPLE,
              evicted().query().by(POD).count().above(0),
              "{{pod}} failed or was evicted"),
          Annotation.of(
              "Deletions",
              Color.PURPLE,
              Query.of(PodFamilies.DELETION, agents()).by(POD).count().above(0),
              "{{pod}} is taken away"),
          deploys(),
          Annotation.of(
              "Verdicts",
              Color.RED,
              Query.of(ActivityFamilies.STUCK, agents()).by(AGENT, CAUSE).max().above(0),
              "{{agent}} is stuck: {{cause}}"));

  private Marks() {}

  private static Annotation deploys() {
    return Annotation.of(
        "Deploys",
        Color.BLUE,
        rollouts().query().by(WORKLOAD_TYPE, WORKLOAD, STATE).max().above(0),
        "{{workload_type}} {{workload}} is rolled out: {{state}}");
  }

  /// Rollouts that are not complete.
  static Condition<RolloutLabels> rollouts() {
    return Query.of(WorkloadFamilies.ROLLOUT, agents(Matcher.matches(STATE, "progressing|stuck")))
        .is(1);
  }

  private static Condition<PodFamilies.PhaseLabels> evicted() {
    return Query.of(PodFamilies.PHASE, agents(Matcher.equal(PHASE, "Failed"))).is(1);
  }
}
