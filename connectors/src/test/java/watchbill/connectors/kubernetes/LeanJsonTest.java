package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeanJsonTest {
  private static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod",
       "metadata":{"name":"a","namespace":"acme","uid":"u",
         "labels":{"watchbill.io/agent":"ada"},
         "managedFields":[{"manager":"kubelet","fieldsV1":{"f:status":{"k:{\\"a\\":\\"b\\"}":{}}}}]},
       "spec":{"nodeName":"node-1","priorityClassName":"high",
         "tolerations":[{"key":"gpu"}],
         "volumes":[{"name":"w","persistentVolumeClaim":{"claimName":"workspace-a"}}],
         "initContainers":[{"name":"proxy","restartPolicy":"Always","env":[{"name":"X"}]}],
         "containers":[{"name":"agent","env":[{"name":"KEY","value":"secret"}],"args":["x"],
           "livenessProbe":{"httpGet":{"path":"/","port":8080}},
           "volumeMounts":[{"name":"w","mountPath":"/w"}],
           "resources":{"limits":{"memory":"1Gi"}}}]},
       "status":{"phase":"Running","qosClass":"Burstable",
         "containerStatuses":[{"name":"agent","restartCount":3,"ready":true,
           "state":{"running":{"startedAt":"2026-01-02T03:04:05Z"}}}]}}
      """;

  private final Pod lean = LeanJson.reading().unmarshal(POD, Pod.class);
  private final Pod whole = new KubernetesSerialization().unmarshal(POD, Pod.class);

  @Test
  void leavesOutWhatNobodyAsksFor() {
    assertThat(lean.getMetadata().getManagedFields()).isEmpty();
    assertThat(lean.getSpec().getTolerations()).isEmpty();
    assertThat(lean.getSpec().getContainers().getFirst().getEnv()).isEmpty();
    assertThat(lean.getSpec().getContainers().getFirst().getLivenessProbe()).isNull();
    assertThat(whole.getSpec().getContainers().getFirst().getEnv()).hasSize(1);
  }

  @Test
  void changesNothingThatIsKeptOfAPod() {
    PodView expected = new PodReader(Set.of("watchbill.io/agent")).read(whole);

    assertThat(new PodReader(Set.of("watchbill.io/agent")).read(lean)).isEqualTo(expected);
    assertThat(expected.needs().claims()).containsExactly("workspace-a");
    assertThat(expected.needs().containers()).hasSize(2);
  }
}
