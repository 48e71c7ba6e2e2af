package watchbill.exporter.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.cluster.SeenCluster.MINUTE;
import static watchbill.exporter.cluster.SeenCluster.START;
import static watchbill.exporter.cluster.SeenCluster.down;
import static watchbill.exporter.cluster.SeenCluster.up;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.kubernetes.Recorded;
import watchbill.exporter.cluster.SeenCluster;

class WorkloadSeriesTest {
  private static final String SINCE = "agent_workload_rollout_since_timestamp_seconds{";
  private final SeenCluster cluster = SeenCluster.empty();

  @Test
  void showsADeploymentWhoseRolloutIsStuckAndSinceWhen() {
    cluster
        .deployment(
            """
            metadata: {uid: d, namespace: acme, name: backend, generation: 3}
            spec:
              replicas: 3
              template:
                metadata: {labels: {app.kubernetes.io/component: reviewer, watchbill.io/agent: ada}}
            status:
              observedGeneration: 3
              replicas: 4
              readyReplicas: 3
              updatedReplicas: 1
              availableReplicas: 3
              conditions:
                - {type: Progressing, status: "False", reason: ProgressDeadlineExceeded,
                    lastTransitionTime: "2026-01-02T02:04:05Z"}
            """)
        .tick(START);

    assertThat(cluster.lines("agent_workload_"))
        .isEqualTo(
            """
            agent_workload_replicas_available{BACKEND} 3
            agent_workload_replicas_current{BACKEND} 4
            agent_workload_replicas_desired{BACKEND} 3
            agent_workload_replicas_ready{BACKEND} 3
            agent_workload_replicas_updated{BACKEND} 1
            agent_workload_rollout_since_timestamp_seconds{BACKEND} 1767319445
            agent_workload_rollout{BACKEND,state="complete"} 0
            agent_workload_rollout{BACKEND,state="held"} 0
            agent_workload_rollout{BACKEND,state="progressing"} 0
            agent_workload_rollout{BACKEND,state="stuck"} 1
            """
                .replace(
                    "BACKEND",
                    "tenant=\"acme\",agent=\"ada\",role=\"reviewer\",namespace=\"acme\","
                        + "workload_type=\"deployment\",workload=\"backend\""));
  }

  @ParameterizedTest
  @CsvSource({
    // desired, current, ready, updated, available, condition, state
    "3, 3, 3, 3, 3, {}, COMPLETE",
    "0, 0, 0, 0, 0, {}, COMPLETE",
    "3, 4, 3, 1, 3, {}, PROGRESSING",
    "3, 4, 3, 3, 3, {}, PROGRESSING",
    "3, 3, 2, 3, 2, {}, PROGRESSING",
    "3, 2, 2, 2, 2, {}, PROGRESSING",
    "3, 3, 2, 3, 2, '{status: \"True\", reason: NewReplicaSetAvailable}', COMPLETE",
    "3, 3, 2, 3, 2, '{status: \"True\", reason: ReplicaSetUpdated}', PROGRESSING",
    "3, 3, 2, 3, 2, '{status: \"False\", reason: ProgressDeadlineExceeded}', STUCK",
    "3, 3, 3, 3, 3, '{status: \"False\", reason: ProgressDeadlineExceeded}', COMPLETE",
  })
  void readsTheStateOfADeployment(
      int desired,
      int current,
      int ready,
      int updated,
      int available,
      String condition,
      RolloutState state) {
    String status =
        "{replicas: %d, readyReplicas: %d, updatedReplicas: %d, availableReplicas: %d"
            .formatted(current, ready, updated, available);
    String progressing = condition.replace("{", "{type: Progressing, ");
    assertThat(
            RolloutState.of(
                Recorded.deployment(
                    "{spec: {replicas: %d}, status: %s, conditions: [%s]}}"
                        .formatted(desired, status, progressing))))
        .isEqualTo(state);
  }

  @Test
  void holdsAPausedDeploymentOnlyWhilePodsAreOld() {
    assertThat(
            RolloutState.of(Recorded.deployment("{spec: {paused: true}, status: {replicas: 1}}")))
        .isEqualTo(RolloutState.HELD);
    assertThat(
            RolloutState.of(
                Recorded.deployment(
                    """
                    spec: {paused: true}
                    status: {replicas: 1, updatedReplicas: 1, availableReplicas: 1}
                    """)))
        .isEqualTo(RolloutState.COMPLETE);
  }

  @Test
  void believesNoCountBeforeItsControllerSawTheSpecification() {
    assertThat(
            RolloutState.of(
                Recorded.deployment(
                    """
                    metadata: {generation: 2}
                    status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1,
                      availableReplicas: 1}
                    """)))
        .isEqualTo(RolloutState.PROGRESSING);
  }

  @ParameterizedTest
  @CsvSource({
    // desired, current, ready, updated, strategy, revisions, state
    "3, 3, 3, 3, {}, a a, COMPLETE",
    "3, 3, 1, 3, {}, a a, COMPLETE",
    "3, 2, 2, 2, {}, a a, PROGRESSING",
    "3, 3, 2, 1, {}, a b, PROGRESSING",
    "3, 3, 2, 3, {}, a b, PROGRESSING",
    "3, 3, 3, 3, {}, a b, COMPLETE",
    "3, 3, 3, 0, {rollingUpdate: {partition: 2}}, a b, PROGRESSING",
    "3, 3, 3, 1, {rollingUpdate: {partition: 2}}, a b, HELD",
    "3, 3, 3, 0, {rollingUpdate: {partition: 7}}, a b, HELD",
    "3, 3, 3, 3, {rollingUpdate: {partition: 2}}, a a, COMPLETE",
    "3, 3, 3, 1, {type: OnDelete}, a b, HELD",
    "3, 3, 3, 3, {type: OnDelete}, a b, COMPLETE",
  })
  void readsTheStateOfAStatefulSet(
      int desired,
      int current,
      int ready,
      int updated,
      String strategy,
      String revisions,
      RolloutState state) {
    assertThat(
            RolloutState.of(
                Recorded.statefulSet(
                    """
                    spec: {replicas: %d, updateStrategy: %s}
                    status: {replicas: %d, readyReplicas: %d, updatedReplicas: %d,
                      currentRevision: %s, updateRevision: %s}
                    """
                        .formatted(
                            desired,
                            strategy,
                            current,
                            ready,
                            updated,
                            revisions.charAt(0),
                            revisions.charAt(2)))))
        .isEqualTo(state);
  }

  @Test
  void callsAStatefulSetStuckWhenNothingChangesForTenMinutesAndItsGracePeriod() {
    cluster.statefulSet(rolling(1)).tick(START);
    cluster.statefulSet(rolling(2)).tick(START + 5 * MINUTE);
    long limit = START + 5 * MINUTE + 12 * MINUTE; // 10 min and 120 s of grace

    cluster.tick(limit - 1);
    assertThat(state()).isEqualTo("progressing");
    assertThat(cluster.lines(SINCE)).endsWith(" 1767323045\n");

    cluster.tick(limit);
    assertThat(state()).isEqualTo("stuck");
    assertThat(cluster.lines(SINCE)).endsWith(" 1767324065\n");

    cluster.statefulSet(rolling(3)).tick(limit + MINUTE);
    assertThat(state()).isEqualTo("progressing");
    assertThat(cluster.lines(SINCE)).endsWith(" 1767324125\n");
  }

  @Test
  void takesNoTimeThatItDidNotSeeForTimeWithoutProgress() {
    cluster.statefulSet(rolling(1)).tick(START);
    cluster.workloadHealth(down(START + MINUTE, START));
    cluster.tick(START + 6 * MINUTE);
    assertThat(cluster.lines("agent_workload")).isEmpty();

    cluster.workloadHealth(up(START + 13 * MINUTE));
    cluster.tick(START + 13 * MINUTE);
    assertThat(state()).isEqualTo("progressing");
  }

  @Test
  void saysNothingOfAvailableReplicasWhereTheyAreNotCounted() {
    cluster
        .statefulSet("{metadata: {uid: s, namespace: acme, name: spine}, status: {replicas: 1}}")
        .tick(START);

    assertThat(cluster.lines("agent_workload_replicas_available")).isEmpty();
    assertThat(cluster.lines("agent_workload_replicas_current")).isNotEmpty();
  }

  private String state() {
    return cluster
        .lines("agent_workload_rollout{")
        .lines()
        .filter(line -> line.endsWith(" 1"))
        .map(line -> line.replaceAll(".*state=\"(.*)\".*", "$1"))
        .findFirst()
        .orElse("");
  }

  private static String rolling(int updated) {
    return """
    metadata: {uid: s, namespace: acme, name: agents}
    spec: {replicas: 4, template: {spec: {terminationGracePeriodSeconds: 120}}}
    status: {replicas: 4, readyReplicas: 3, updatedReplicas: %d,
      currentRevision: a, updateRevision: b}
    """
        .formatted(updated);
  }
}
