package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PodReaderTest {
  private final PodReader reader = new PodReader(Set.of("watchbill.io/agent"));

  @Test
  void keepsOfAPodWhatIsAskedOfIt() throws IOException {
    assertThat(reader.read(PodFiles.read("oom-killed-and-running-again.json")))
        .isEqualTo(
            new PodView(
                "u-1",
                "71",
                "acme",
                "backend-0",
                "node-1",
                new Owner("StatefulSet", "backend"),
                millis("2026-01-02T03:04:05Z"),
                -1,
                PodPhase.RUNNING,
                true,
                millis("2026-01-02T04:00:20Z"),
                Map.of("watchbill.io/agent", "backend"),
                List.of(
                    new ContainerView(
                        "agent",
                        ContainerKind.MAIN,
                        3,
                        true,
                        new ContainerState.Running(millis("2026-01-02T04:00:10Z")),
                        new Termination(
                            "containerd://c-2", "OOMKilled", 137, millis("2026-01-02T04:00:00Z")))),
                new PodNeeds(
                    ComputeAmounts.NONE,
                    List.of(),
                    List.of(new ContainerNeeds("agent", ContainerKind.MAIN, -1, -1, -1, -1, 0, "")),
                    PodRank.NONE),
                new PodStatusView(
                    "", "", new PodCondition(true, true, "", "", -1), PodCondition.NONE)));
  }

  @Test
  void tellsMainInitAndSidecarContainersApartAndLeavesDebugContainersOut() throws IOException {
    PodView pod = reader.read(PodFiles.read("crash-loop-with-sidecar.json"));

    assertThat(pod.containers())
        .extracting(ContainerView::name, ContainerView::kind)
        .containsExactly(
            tuple("fetch", ContainerKind.INIT),
            tuple("proxy", ContainerKind.SIDECAR),
            tuple("agent", ContainerKind.MAIN));
    assertThat(pod.deletedAtMillis()).isEqualTo(millis("2026-01-02T05:00:00Z"));
    assertThat(pod.ready()).isFalse();
    assertThat(pod.owner()).isEqualTo(Owner.NONE);
  }

  @Test
  void findsTheLastTerminationInEitherState() throws IOException {
    PodView pod = reader.read(PodFiles.read("crash-loop-with-sidecar.json"));

    assertThat(pod.containers().get(0).lastTermination())
        .isEqualTo(
            new Termination("containerd://c-3", "Completed", 0, millis("2026-01-02T03:04:30Z")));
    assertThat(pod.containers().get(1).lastTermination()).isNull();
    assertThat(pod.containers().get(2).lastTermination())
        .isEqualTo(new Termination("containerd://c-4", "Error", 2, millis("2026-01-02T04:10:00Z")));
    assertThat(pod.containers().get(2).waitingReason()).isEqualTo("CrashLoopBackOff");
  }

  @Test
  void readsAPodThatSaysNothing() throws IOException {
    assertThat(reader.read(PodFiles.read("bare.json")))
        .isEqualTo(
            new PodView(
                "",
                "",
                "",
                "",
                "",
                Owner.NONE,
                -1,
                -1,
                PodPhase.UNKNOWN,
                false,
                -1,
                Map.of(),
                List.of(),
                PodNeeds.NONE));
    assertThat(reader.read(new Pod())).isEqualTo(reader.read(PodFiles.read("bare.json")));
  }

  @Test
  void takesWhatItCannotReadForNotSaid() throws IOException {
    PodView pod = reader.read(PodFiles.read("strange.json"));

    assertThat(pod.createdAtMillis()).isEqualTo(-1);
    assertThat(pod.phase()).isEqualTo(PodPhase.UNKNOWN);
    assertThat(pod.containers())
        .extracting(ContainerView::state)
        .containsExactly(
            new ContainerState.Waiting(""),
            new ContainerState.Waiting(""),
            new ContainerState.Terminated(new Termination("", "", 143, -1)));
  }

  @Test
  void keepsWhatTheStatusSaysOfThePodsFate() throws IOException {
    assertThat(reader.read(PodFiles.read("evicted.json")).status())
        .isEqualTo(
            new PodStatusView(
                "Evicted",
                "The node was low on resource: memory.",
                new PodCondition(true, true, "", "", millis("2026-01-02T03:04:05Z")),
                new PodCondition(
                    true,
                    true,
                    "TerminationByKubelet",
                    "The node was low on resource: memory.",
                    millis("2026-01-02T05:00:00Z"))));
    assertThat(reader.read(PodFiles.read("waits-for-a-gpu.json")).status().scheduled())
        .extracting(PodCondition::holds, PodCondition::reason)
        .containsExactly(false, "Unschedulable");
  }

  @Test
  void readsTheTimesOfAPodThatIsGivenGraceToEnd() throws IOException {
    PodView pod = reader.read(PodFiles.read("ends-with-grace.json"));

    assertThat(pod.deletedAtMillis()).isEqualTo(millis("2026-01-02T05:00:00Z"));
    assertThat(pod.status().times())
        .isEqualTo(
            new PodTimes(
                millis("2026-01-02T03:04:07Z"),
                millis("2026-01-02T03:04:09Z"),
                millis("2026-01-02T05:02:00Z")));
  }

  @Test
  void readsWhatEachContainerAsksForBeforeAnyRuns() throws IOException {
    PodNeeds needs = reader.read(PodFiles.read("waits-with-many-reasons.json")).needs();

    assertThat(needs.containers())
        .containsExactly(
            new ContainerNeeds("fetch", ContainerKind.INIT, -1, -1, -1, 64 << 20, 0, ""),
            new ContainerNeeds("proxy", ContainerKind.SIDECAR, -1, -1, -1, -1, 0, ""),
            new ContainerNeeds(
                "agent",
                ContainerKind.MAIN,
                500_000_000,
                2_000_000_000,
                1L << 30,
                2L << 30,
                2,
                "nvidia.com/mig"));
    assertThat(needs.includeGpus()).isTrue();
    assertThat(needs.rank()).isEqualTo(new PodRank("Burstable", "batch"));
  }

  @Test
  void readsWhyNoNodeTakesAPodFromAllOfALongMessage() throws IOException {
    PodStatusView status = reader.read(PodFiles.read("waits-with-many-reasons.json")).status();

    assertThat(status.scheduled().message()).hasSize(240).doesNotContain("memory");
    assertThat(status.lacks())
        .containsExactlyInAnyOrder(
            Shortage.GPU, Shortage.MEMORY, Shortage.TAINT, Shortage.PLACEMENT);
  }

  @Test
  void keepsOfAFloodOfContainersTheFirstHundredOfEachKind() {
    Pod pod =
        new PodBuilder()
            .withSpec(
                new PodSpecBuilder()
                    .withContainers(
                        IntStream.range(0, 100_000)
                            .mapToObj(i -> new ContainerBuilder().withName("c-" + i).build())
                            .toList())
                    .build())
            .withStatus(
                new PodStatusBuilder()
                    .withInitContainerStatuses(
                        new ContainerStatusBuilder().withName("fetch").build())
                    .withContainerStatuses(
                        IntStream.range(0, 100_000)
                            .mapToObj(i -> new ContainerStatusBuilder().withName("c-" + i).build())
                            .toList())
                    .build())
            .build();

    PodView view = reader.read(pod);

    assertThat(view.containers()).hasSize(101);
    assertThat(view.containers().getLast().name()).isEqualTo("c-99");
    assertThat(view.needs().containers()).hasSize(100);
  }

  @Test
  void keepsOnceWhatManyPodsHaveAlike() throws IOException {
    PodView one = reader.read(PodFiles.read("oom-killed-and-running-again.json"));
    PodView other = reader.read(PodFiles.read("oom-killed-and-running-again.json"));

    assertThat(other.needs()).isSameAs(one.needs());
    assertThat(other.owner()).isSameAs(one.owner());
    assertThat(other.labels()).isSameAs(one.labels());
    assertThat(other.node()).isSameAs(one.node());
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
