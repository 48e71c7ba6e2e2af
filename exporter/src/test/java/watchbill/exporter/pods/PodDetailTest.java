package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodRank;
import watchbill.connectors.kubernetes.Shortage;
import watchbill.core.AgentIdentity;

/// What users of kube-state-metrics look for, of pods that are there.
class PodDetailTest {
  private final PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));

  @Test
  void saysWhichOrdinalAndRankAPodHas() {
    Draft numbered = new Draft();
    numbered.name = "backend-12";
    numbered.rank = new PodRank("Guaranteed", "agents-high");
    Draft strange = new Draft();
    strange.name = "backend-x";
    Draft deployed = new Draft();
    deployed.name = "backend-7";
    deployed.owner = new Owner("ReplicaSet", "backend");

    series.onReplace(List.of(numbered.view(), strange.view(), deployed.view()), 0);

    assertThat(text("agent_pod_info", "pod", "ordinal", "qos_class", "priority_class"))
        .isEqualTo(
            """
            agent_pod_info backend-12 12 Guaranteed agents-high 1
            agent_pod_info backend-x  Burstable  1
            agent_pod_info backend-7  Burstable  1
            """);
  }

  @Test
  void saysEachThingThatAPodLacks() {
    Draft pod = new Draft();
    series.onReplace(List.of(pod.unschedulable(Shortage.GPU, Shortage.TAINT).view()), 0);

    assertThat(text("agent_pod_unschedulable", "reason").lines())
        .containsExactlyInAnyOrder(
            "agent_pod_unschedulable gpu 1", "agent_pod_unschedulable taint 1");

    series.onUpsert(pod.unschedulable(Shortage.PLACEMENT).view(), 1);
    assertThat(text("agent_pod_unschedulable", "reason"))
        .isEqualTo("agent_pod_unschedulable affinity 1\n");

    series.onUpsert(pod.unschedulable().view(), 2);
    assertThat(text("agent_pod_unschedulable", "reason"))
        .isEqualTo("agent_pod_unschedulable other 1\n");

    series.onUpsert(pod.gated().view(), 3);
    assertThat(text("agent_pod_unschedulable", "reason"))
        .isEqualTo("agent_pod_unschedulable gated 1\n");

    series.onUpsert(pod.scheduledAt(1_004).view(), 4);
    assertThat(text("agent_pod_unschedulable")).isBlank();
  }

  @Test
  void saysWhatContainersAskForEvenBeforeTheyRun() {
    Draft pod = new Draft();
    pod.needs.add(new ContainerNeeds("fetch", ContainerKind.INIT, -1, -1, -1, 1 << 20, 0, ""));
    pod.needs.add(
        new ContainerNeeds(
            "agent",
            ContainerKind.MAIN,
            500_000_000,
            2_000_000_000,
            1 << 30,
            -1,
            2,
            "nvidia.com/gpu"));
    series.onReplace(List.of(pod.view()), 0);

    assertThat(text("agent_pod_container_", "container", "kind", "resource"))
        .isEqualTo(
            """
            agent_pod_container_cpu_request_cores agent main 0.5
            agent_pod_container_cpu_limit_cores agent main 2
            agent_pod_container_memory_request_bytes agent main 1073741824
            agent_pod_container_memory_limit_bytes fetch init 1048576
            agent_pod_container_gpus agent main nvidia.com/gpu 2
            """);
    assertThat(text("agent_pod_gpu_pending"))
        .isEqualTo("agent_pod_gpu_pending_timestamp_seconds 1000\n");

    pod.phase = PodPhase.RUNNING;
    series.onUpsert(pod.scheduledAt(1_100).view(), 1);

    assertThat(text("agent_pod_gpu_pending")).isBlank();
  }

  @Test
  void tellsInitContainersAndSidecarsFromMainOnes() {
    ContainerState runs = new ContainerState.Running(1_000);
    series.onReplace(
        List.of(
            new Draft()
                .with(
                    Draft.container("fetch", ContainerKind.INIT, 2, runs),
                    Draft.container("proxy", ContainerKind.SIDECAR, 1, runs),
                    Draft.container("agent", ContainerKind.MAIN, 0, runs))
                .view()),
        0);

    assertThat(text("agent_pod_container_", "container", "kind"))
        .isEqualTo(
            """
            agent_pod_container_restarts_total fetch init 2
            agent_pod_container_restarts_total proxy sidecar 1
            agent_pod_container_restarts_total agent main 0
            agent_pod_container_ready proxy sidecar 1
            agent_pod_container_ready agent main 1
            """);
  }

  @Test
  void exportsTheClassOfAnEndBesideTheReason() {
    for (var end :
        List.of(
            Draft.ended(0, "OOMKilled", 137, 2_000),
            Draft.ended(0, "OOMKilled", 143, 2_000),
            Draft.ended(0, "Error", 137, 2_000),
            Draft.ended(0, "Completed", 0, 2_000))) {
      series.onReplace(List.of(new Draft().with(end).view()), 0);
    }
    assertThat(text("agent_pod_container_last", "reason", "end"))
        .isEqualTo("agent_pod_container_last_termination_info Completed completed 1\n");

    series.onUpsert(new Draft().with(Draft.ended(0, "OOMKilled", 143, 2_000)).view(), 0);
    assertThat(text("agent_pod_container_last", "reason", "end"))
        .isEqualTo("agent_pod_container_last_termination_info OOMKilled oom_child 1\n");
  }

  @Test
  void neverLetsRestartsFallInTheLifeOfAPod() {
    Draft pod = new Draft();
    series.onReplace(List.of(pod.with(Draft.running(5, 1_100)).view()), 0);
    series.onUpsert(pod.with(Draft.running(7, 1_200)).view(), 1);
    assertThat(restarts()).as("two restarts between looks").isEqualTo("7");

    series.onUpsert(pod.with(Draft.running(1, 1_300)).view(), 2);
    assertThat(restarts()).as("the kubelet counts anew").isEqualTo("8");

    series.onReplace(List.of(pod.with(Draft.running(2, 1_400)).view()), 3);
    assertThat(restarts()).as("after a new list").isEqualTo("9");

    series.onReplace(List.of(pod.with(Draft.running(0, 1_500)).view()), 4);
    assertThat(restarts()).as("a new list that shows that it counts anew").isEqualTo("9");

    Draft successor = new Draft().with(Draft.running(0, 1_600));
    successor.uid = "u-2";
    series.onDelete(pod.view(), 5);
    series.onUpsert(successor.view(), 5);
    assertThat(restarts()).as("another pod").isEqualTo("0");
  }

  @Test
  void saysSinceWhenAPodIsBeingDeleted() {
    Draft pod = new Draft().scheduledAt(1_001);
    series.onReplace(List.of(pod.view()), 0);
    assertThat(text("agent_pod_deletion")).isBlank();

    series.onUpsert(pod.deletedAt(5_000, 120).view(), 1);
    assertThat(text("agent_pod_deletion")).isEqualTo("agent_pod_deletion_timestamp_seconds 5000\n");
  }

  private String restarts() {
    String line = text("agent_pod_container_restarts_total");
    return line.substring(line.indexOf(' ') + 1).strip();
  }

  private String text(String family, String... labels) {
    return Samples.text(series, family, labels);
  }
}
