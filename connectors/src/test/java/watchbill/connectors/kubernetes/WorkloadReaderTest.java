package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadReaderTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void keepsHowFarADeploymentIs() {
    WorkloadView view =
        WorkloadReader.read(
            YAML.unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {uid: u-1, resourceVersion: "7", namespace: acme, name: backend, generation: 4}
                spec:
                  replicas: 3
                  paused: true
                  template:
                    metadata: {labels: {app: backend, app.kubernetes.io/component: reviewer}}
                status:
                  observedGeneration: 4
                  replicas: 4
                  readyReplicas: 2
                  updatedReplicas: 1
                  availableReplicas: 2
                  conditions:
                    - {type: Available, status: "True"}
                    - type: Progressing
                      status: "False"
                      reason: ProgressDeadlineExceeded
                      lastTransitionTime: "2026-01-02T03:04:05Z"
                """,
                Deployment.class));

    assertThat(view)
        .isEqualTo(
            new WorkloadView(
                "u-1",
                "7",
                "acme",
                "backend",
                Map.of("app", "backend", "app.kubernetes.io/component", "reviewer"),
                new ReplicaCounts(3, 4, 2, 1, 2),
                new Rollout.OfDeployment(
                    true,
                    true,
                    new StatusCondition(
                        Truth.FALSE,
                        "ProgressDeadlineExceeded",
                        Instant.parse("2026-01-02T03:04:05Z").toEpochMilli()))));
    assertThat(view.kind()).isEqualTo("Deployment");
  }

  @Test
  void keepsHowFarAStatefulSetIs() {
    WorkloadView view =
        WorkloadReader.read(
            YAML.unmarshal(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {namespace: acme, name: spine, generation: 5}
                spec:
                  replicas: 3
                  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
                  template: {spec: {terminationGracePeriodSeconds: 120}}
                status:
                  observedGeneration: 4
                  replicas: 3
                  updatedReplicas: 1
                  availableReplicas: 2
                  currentRevision: spine-1
                  updateRevision: spine-2
                """,
                StatefulSet.class));

    assertThat(view.replicas()).isEqualTo(new ReplicaCounts(3, 3, 0, 1, 2));
    assertThat(view.rollout())
        .isEqualTo(new Rollout.OfStatefulSet(false, false, 2, "spine-1", "spine-2", 120));
    assertThat(view.kind()).isEqualTo("StatefulSet");
  }

  @Test
  void readsWorkloadsThatSayNothing() {
    assertThat(WorkloadReader.read(new Deployment()))
        .isEqualTo(
            new WorkloadView(
                "",
                "",
                "",
                "",
                Map.of(),
                new ReplicaCounts(1, 0, 0, 0, 0),
                new Rollout.OfDeployment(true, false, StatusCondition.NONE)));
    assertThat(WorkloadReader.read(new StatefulSet()))
        .isEqualTo(
            new WorkloadView(
                "",
                "",
                "",
                "",
                Map.of(),
                new ReplicaCounts(1, 0, 0, 0, -1),
                new Rollout.OfStatefulSet(true, false, 0, "", "", 30)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{metadata: {generation: 2}, spec: {}, status: {}}",
        "{metadata: {generation: 2}, spec: {template: {}}, status: {conditions: [null, {}]}}",
        "{metadata: {generation: 2}, spec: {template: {metadata: {labels: {app: null}}}}}",
        "{metadata: {generation: 2}, spec: {replicas: -3, updateStrategy: {type: OnDelete}}}",
      })
  void readsWorkloadsFullOfGaps(String yaml) {
    String whole = "---\n" + yaml; // what begins with a brace would be taken for JSON
    assertThat(WorkloadReader.read(YAML.unmarshal(whole, Deployment.class)).rollout().observed())
        .isFalse();
    assertThat(WorkloadReader.read(YAML.unmarshal(whole, StatefulSet.class)).replicas().desired())
        .isNotNegative();
  }

  @Test
  void keepsHowAStatefulSetClaimsVolumes() {
    WorkloadView view =
        WorkloadReader.read(
            YAML.unmarshal(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {namespace: acme, name: ada}
                spec:
                  ordinals: {start: 3}
                  persistentVolumeClaimRetentionPolicy: {whenDeleted: Retain, whenScaled: Delete}
                  volumeClaimTemplates:
                    - metadata: {name: work}
                    - metadata: {name: cache}
                """,
                StatefulSet.class));

    assertThat(view.claims()).isEqualTo(new ClaimTemplates(Set.of("work", "cache"), 3, true));
  }

  @Test
  void keepsTheVolumesOfAStatefulSetThatDoesNotSayOtherwise() {
    WorkloadView view =
        WorkloadReader.read(
            YAML.unmarshal(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {namespace: acme, name: ada}
                spec:
                  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}
                  volumeClaimTemplates: [{metadata: {name: work}}]
                """,
                StatefulSet.class));

    assertThat(view.claims()).isEqualTo(new ClaimTemplates(Set.of("work"), 0, false));
  }
}
