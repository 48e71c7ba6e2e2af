package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.core.AgentIdentity;

/// Totals that outlive their pods.
class PodLivesTest {
  private final PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));

  @Test
  void timesEachStepOfAStartOnceAndTheFirstReadinessOnly() {
    series.onReplace(List.of(), 0);
    Draft pod = new Draft();
    series.onUpsert(pod.view(), 1);
    series.onUpsert(pod.scheduledAt(1_003).view(), 2);
    series.onUpsert(pod.takenAt(1_004).initializedAt(1_010).view(), 3);
    pod.phase = PodPhase.RUNNING;
    series.onUpsert(pod.with(Draft.running(0, 1_030)).view(), 4);
    series.onUpsert(pod.readyAt(1_040).view(), 5);
    series.onUpsert(pod.unreadyAt(2_000).view(), 6);
    series.onUpsert(pod.readyAt(2_500).view(), 7);
    series.onReplace(List.of(pod.view()), 8);
    series.onUpsert(pod.with(Draft.running(1, 3_000)).view(), 9);

    assertThat(startSums())
        .containsExactlyInAnyOrder("scheduled 3", "initialized 10", "started 30", "ready 40");
    assertThat(text("agent_start_seconds_count", "phase").lines())
        .allMatch(line -> line.endsWith(" 1"));
  }

  @Test
  void timesNothingOfPodsThatWereThereBefore() {
    Draft pod = new Draft().scheduledAt(1_003).takenAt(1_004).initializedAt(1_010).readyAt(1_040);
    series.onReplace(List.of(pod.with(Draft.running(0, 1_030)).view()), 0);
    series.onUpsert(pod.unreadyAt(2_000).view(), 1);
    series.onUpsert(pod.readyAt(2_500).view(), 2);

    assertThat(startSums()).isEmpty();
  }

  @Test
  void timesWhatIsLeftOfAStartThatHadBegunBefore() {
    Draft pod = new Draft().scheduledAt(1_003).takenAt(1_004).initializedAt(1_010);
    series.onReplace(List.of(pod.view()), 0);
    series.onUpsert(pod.with(Draft.running(0, 1_030)).readyAt(1_040).view(), 1);

    assertThat(startSums()).containsExactlyInAnyOrder("started 30", "ready 40");
  }

  @Test
  void takesAPodThatLostItsReadinessBeforeWatchbillCameForNoFirstStart() {
    Draft pod = new Draft().scheduledAt(1_003).takenAt(1_004).initializedAt(1_004);
    series.onReplace(List.of(pod.with(Draft.running(0, 1_030)).unreadyAt(4_000).view()), 0);
    series.onUpsert(pod.readyAt(4_100).view(), 1);

    assertThat(startSums()).isEmpty();
  }

  @Test
  void timesADrainFromTheRequestUntilThePodIsGone() {
    Draft pod = atWork();
    series.onReplace(List.of(pod.view()), 0);
    series.onUpsert(pod.deletedAt(5_000, 120).view(), 5_000_500);
    series.onUpsert(pod.with(Draft.ended(0, "Completed", 0, 5_041)).view(), 5_041_500);
    // The kubelet takes the grace back when it is done.
    series.onDelete(pod.deletedAt(5_000, 0).view(), 5_042_000);

    assertThat(text("agent_drain_seconds_sum", "role"))
        .isEqualTo("agent_drain_seconds_sum reviewer 42\n");
    assertThat(text("agent_drain_seconds_count")).isEqualTo("agent_drain_seconds_count 1\n");
    assertThat(text("agent_grace_kills", "agent")).isEqualTo("agent_grace_kills_total ada 0\n");
    assertThat(text("agent_pod_info")).isBlank();
  }

  @Test
  void timesNoDrainOfAPodThatHadEndedBefore() {
    Draft pod = atWork().with(Draft.ended(0, "Completed", 0, 4_000));
    pod.phase = PodPhase.SUCCEEDED;
    series.onReplace(List.of(pod.view()), 0);
    series.onDelete(pod.deletedAt(5_000, 0).view(), 5_001_000);

    Draft neverScheduled = new Draft();
    neverScheduled.uid = "u-2";
    series.onUpsert(neverScheduled.view(), 0);
    series.onDelete(neverScheduled.deletedAt(5_000, 0).view(), 5_001_000);

    assertThat(text("agent_drain_seconds_count")).isBlank();
  }

  @Test
  void countsAKillWhenTheGraceHadRunOutOnce() {
    Draft pod = atWork();
    series.onReplace(List.of(pod.view()), 0);
    series.onUpsert(pod.deletedAt(5_000, 120).view(), 1);
    series.onUpsert(pod.with(Draft.ended(0, "Error", 137, 5_120)).view(), 2);
    series.onUpsert(pod.view(), 3);
    series.onReplace(List.of(pod.view()), 4);
    series.onUpsert(pod.deletedAt(5_000, 0).view(), 5);
    series.onDelete(pod.deletedAt(5_000, 0).view(), 5_121_000);

    assertThat(text("agent_grace_kills", "agent", "role"))
        .isEqualTo("agent_grace_kills_total ada reviewer 1\n");
  }

  @Test
  void countsAKillThatOnlyTheLastWordOfAPodTells() {
    Draft pod = atWork().deletedAt(5_000, 120);
    series.onReplace(List.of(pod.view()), 0);
    pod.with(Draft.ended(0, "Error", 137, 5_119)).deletedAt(5_000, 0);
    series.onDelete(pod.view(), 5_121_000);

    assertThat(text("agent_grace_kills")).isEqualTo("agent_grace_kills_total 1\n");
  }

  @Test
  void takesOtherKillsForNoEndOfGrace() {
    for (ContainerView end :
        List.of(
            Draft.ended(0, "Error", 137, 5_100), // early: by somebody else
            Draft.ended(0, "OOMKilled", 137, 5_120), // by the kernel
            Draft.ended(0, "Error", 143, 5_121))) { // it obeyed in the end
      Draft pod = atWork().deletedAt(5_000, 120);
      series.onReplace(List.of(pod.view()), 0);
      series.onUpsert(pod.with(end).view(), 1);
      series.onDelete(pod.view(), 2);
    }
    Draft undeleted = atWork();
    series.onReplace(List.of(undeleted.view()), 3);
    series.onUpsert(undeleted.with(Draft.ended(0, "Error", 137, 5_120)).view(), 4);

    assertThat(text("agent_grace_kills")).isEqualTo("agent_grace_kills_total 0\n");
  }

  @Test
  void countsEveryEndOnceAndThoseThatNobodySaw() {
    Draft pod = atWork();
    ContainerView first = Draft.ended(0, "OOMKilled", 137, 2_000);
    ContainerView third = Draft.ended(2, "Error", 1, 2_600);
    series.onReplace(List.of(pod.view()), 0);
    series.onUpsert(pod.with(first).view(), 1);
    series.onUpsert(pod.with(Draft.after(first, Draft.running(1, 2_100))).view(), 2);
    series.onReplace(List.of(pod.view()), 3);
    series.onUpsert(pod.with(Draft.after(third, Draft.running(3, 2_700))).view(), 4);

    assertThat(ends()).isEqualTo(Map.of("oom_main", "1", "error", "1", "unseen", "1"));
  }

  @Test
  void countsNoEndTwiceWhileAContainerIsHeldBack() {
    Draft pod = atWork();
    ContainerView end = Draft.ended(0, "Error", 1, 2_000);
    ContainerState.Waiting back = new ContainerState.Waiting("CrashLoopBackOff");
    series.onReplace(List.of(pod.view()), 0);
    series.onUpsert(pod.with(end).view(), 1);
    series.onUpsert(
        pod.with(Draft.after(end, Draft.container("agent", ContainerKind.MAIN, 0, back))).view(),
        2);
    series.onUpsert(pod.with(Draft.after(end, Draft.running(1, 2_100))).view(), 3);
    series.onDelete(pod.view(), 4);

    assertThat(ends()).isEqualTo(Map.of("error", "1"));
  }

  @Test
  void countsTheEndsOfAPodThatCameLaterFromItsBeginning() {
    series.onReplace(List.of(), 0);
    ContainerView end = Draft.ended(3, "Error", 143, 2_000);
    series.onUpsert(atWork().with(Draft.after(end, Draft.running(4, 2_100))).view(), 1);

    assertThat(ends()).isEqualTo(Map.of("terminated", "1", "unseen", "3"));
  }

  @Test
  void countsNothingThatHadHappenedBeforeTheFirstList() {
    ContainerView end = Draft.ended(3, "Error", 1, 2_000);
    series.onReplace(List.of(atWork().with(Draft.after(end, Draft.running(4, 2_100))).view()), 0);

    assertThat(ends()).isEmpty();
    assertThat(text("agent_container_ends_total", "end").lines())
        .as("begins at 0")
        .contains("agent_container_ends_total oom_child 0")
        .hasSize(8);
  }

  @Test
  void countsNoInitContainerThatDidItsWork() {
    series.onReplace(List.of(), 0);
    Termination done = new Termination("c", "Completed", 0, 1_000, 900);
    ContainerView fetch =
        Draft.container("fetch", ContainerKind.INIT, 0, new ContainerState.Terminated(done));
    series.onUpsert(new Draft().with(fetch).view(), 1);

    assertThat(ends()).isEmpty();
  }

  @Test
  void countsPodsWithPassingNamesUnderAnEmptyAgent() {
    Draft deployed = new Draft();
    deployed.labels = Map.of();
    deployed.name = "web-75b66db9b9-nqhp8";
    deployed.owner = new Owner("ReplicaSet", "web-75b66db9b9");
    Draft lasting = new Draft();
    lasting.labels = Map.of();

    series.onReplace(List.of(deployed.view(), lasting.view()), 0);

    assertThat(text("agent_grace_kills", "agent").lines())
        .containsExactlyInAnyOrder(
            "agent_grace_kills_total  0", "agent_grace_kills_total backend-0 0");
  }

  @Test
  void boundsTheAgentsThatAreCountedApart() {
    series.onReplace(List.of(), 0);
    for (int i = 0; i < 2_100; i++) {
      PodView pod = named(i).with(Draft.ended(0, "Error", 1, 2_000)).view();
      series.onUpsert(pod, i);
      series.onDelete(pod, i);
    }

    assertThat(text("agent_grace_kills").lines()).hasSize(2_001);
    assertThat(text("agent_container_ends_total", "agent", "end").lines())
        .contains(
            "agent_container_ends_total agent-1999 error 1",
            "agent_container_ends_total _other error 100");
    assertThat(text("agent_start_seconds_count").lines().count()).isLessThan(102 * 4);
  }

  private static Draft named(int i) {
    Draft pod = atWork();
    pod.uid = "u-" + i;
    pod.name = "p-" + i;
    pod.labels =
        Map.of("watchbill.io/agent", "agent-" + i, "app.kubernetes.io/component", "role-" + i);
    return pod;
  }

  private static Draft atWork() {
    Draft pod = new Draft().scheduledAt(1_003).takenAt(1_004).initializedAt(1_004).readyAt(1_040);
    pod.phase = PodPhase.RUNNING;
    return pod.with(Draft.running(0, 1_030));
  }

  /// The ends that were counted, by class.
  private Map<String, String> ends() {
    return text("agent_container_ends_total", "end")
        .lines()
        .map(line -> line.split(" "))
        .filter(parts -> !parts[2].equals("0"))
        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[2]));
  }

  private List<String> startSums() {
    return text("agent_start_seconds_sum", "phase")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  private String text(String family, String... labels) {
    return Samples.text(series, family, labels);
  }
}
