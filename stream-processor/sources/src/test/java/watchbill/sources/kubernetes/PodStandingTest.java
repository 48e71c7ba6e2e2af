package watchbill.sources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerState.Running;
import watchbill.connectors.kubernetes.ContainerState.Terminated;
import watchbill.connectors.kubernetes.ContainerState.Waiting;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodCondition;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodStatusView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.core.AgentIdentity;

class PodStandingTest {
  private static final PodCondition SCHEDULED = new PodCondition(true, true, "", "", 100);
  private static final PodCondition UNSCHEDULABLE =
      new PodCondition(
          true, false, "Unschedulable", "0/2 nodes are available: 2 Insufficient cpu.", 50);

  private final Facts told = new Facts();
  private final PodFacts facts = new PodFacts(AgentIdentity.DEFAULT, told);

  @Test
  void tellsEachStepOfAPodOnItsWayToBeingReady() throws InterruptedException {
    facts.onUpsert(pod("u", "", UNSCHEDULABLE), 60);
    facts.onUpsert(pod("u", "", UNSCHEDULABLE), 70);
    facts.onUpsert(pod("u", "node-1", SCHEDULED, new Waiting("ContainerCreating")), 110);
    facts.onUpsert(pod("u", "node-1", SCHEDULED, new Waiting("ErrImagePull")), 120);
    facts.onUpsert(pod("u", "node-1", SCHEDULED, new Waiting("ImagePullBackOff")), 130);
    facts.onUpsert(pod("u", "node-1", SCHEDULED, new Running(140)), 141);
    facts.onUpsert(ready(pod("u", "node-1", SCHEDULED, new Running(140)), 150), 151);
    facts.onUpsert(ready(pod("u", "node-1", SCHEDULED, new Running(140)), 150), 152);
    facts.onDelete(pod("u", "node-1", SCHEDULED, new Running(140)), 160);

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 UNSCHEDULABLE: not enough CPU"
                + " (0/2 nodes are available: 2 Insufficient cpu.) at 50",
            "ada/backend-0 scheduled on node-1 at 100",
            "ada/backend-0 IMAGE_PULL: ErrImagePull: so it is at 120",
            "ada/backend-0 started at 141",
            "ada/backend-0 ready at 150",
            "ada/backend-0 unready at 160",
            "ada/backend-0 gone at 160");
  }

  @Test
  void tellsAnEvictionByTheKubeletThenThatThePodIsOver() throws InterruptedException {
    PodView evicted =
        pod(
            "u",
            PodPhase.FAILED,
            "node-1",
            new PodStatusView(
                "Evicted",
                "The node was low on resource: memory.",
                SCHEDULED,
                new PodCondition(true, true, "TerminationByKubelet", "low", 200)));
    facts.onUpsert(evicted, 210);
    facts.onUpsert(evicted, 220);
    facts.onDelete(evicted, 230);

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 scheduled on node-1 at 100",
            "ada/backend-0 EVICTED: The node was low on resource: memory. at 200",
            "ada/backend-0 gone at 210");
  }

  @Test
  void readsEachReasonForADisruption() throws InterruptedException {
    List<String> reasons =
        List.of(
            "PreemptionByScheduler",
            "DeletionByTaintManager",
            "DeletionByPodGC",
            "EvictionByEvictionAPI");
    for (String reason : reasons) {
      PodCondition disruption = new PodCondition(true, true, reason, reason, 200);
      facts.onUpsert(
          pod(
              reason,
              PodPhase.RUNNING,
              "",
              new PodStatusView("", "", PodCondition.NONE, disruption)),
          210);
    }

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 PREEMPTED: PreemptionByScheduler at 200",
            "ada/backend-0 NODE_LOST: DeletionByTaintManager at 200",
            "ada/backend-0 NODE_LOST: DeletionByPodGC at 200",
            "ada/backend-0 EVICTED: EvictionByEvictionAPI at 200");
  }

  @Test
  void tellsAPodThatANewListDoesNotHaveAsGoneBeforeItsSuccessor() throws InterruptedException {
    facts.onReplace(List.of(pod("u1", "node-1", SCHEDULED)), 110);
    facts.onReplace(List.of(pod("u2", "", UNSCHEDULABLE)), 120);

    assertThat(told.lines().stream().map(line -> line.replaceAll(":.*", "")))
        .containsExactly(
            "ada/backend-0 scheduled on node-1 at 100",
            "ada/backend-0 gone at 120",
            "ada/backend-0 UNSCHEDULABLE");
  }

  @Test
  void saysEveryTenMinutesWhatIsNotReady() throws InterruptedException {
    facts.onUpsert(pod("u1", "node-1", SCHEDULED, new Waiting("CreateContainerConfigError")), 110);
    facts.onUpsert(ready(pod("u2", "node-1", SCHEDULED), 105), 110);
    told.lines().clear();
    facts.onHealth(up(700_000));
    facts.onHealth(up(1_200_000));
    facts.onHealth(new WatchHealth(false, 2_000_000, 0, 0, 1, "down"));
    facts.onHealth(up(2_100_000));

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 unready at 700000",
            "ada/backend-0 agent loops at 700000",
            "ada/backend-0 unready at 2100000",
            "ada/backend-0 agent loops at 2100000");
  }

  @Test
  void tellsKillsForMemoryApart() throws InterruptedException {
    int pod = 0;
    for (Termination end :
        List.of(
            new Termination("c", "OOMKilled", 137, 9_000, 0),
            new Termination("c", "OOMKilled", 143, 9_000, 0),
            new Termination("c", "OOMKilled", 0, 9_000, 0),
            new Termination("c", "Error", 137, 9_000, 5_000),
            new Termination("c", "Error", 137, 9_000, 4_000),
            new Termination("c", "Error", 137, 9_000, -1))) {
      facts.onUpsert(pod("u" + pod++, "", PodCondition.NONE, new Terminated(end)), 9_001);
    }

    assertThat(told.lines().stream().filter(line -> line.contains("ended")))
        .containsExactly(
            "ada/backend-0 agent ended OOM_KILLED, memory MAIN at 9000",
            "ada/backend-0 agent ended ERROR, memory CHILD at 9000",
            "ada/backend-0 agent ended COMPLETED, memory CHILD at 9000",
            "ada/backend-0 agent ended ERROR, memory SUSPECTED at 9000",
            "ada/backend-0 agent ended ERROR, memory NONE at 9000",
            "ada/backend-0 agent ended ERROR, memory NONE at 9000");
  }

  private static WatchHealth up(long atMillis) {
    return new WatchHealth(true, atMillis, 0, atMillis, 0, "");
  }

  private static PodView pod(
      String uid, String node, PodCondition scheduled, ContainerState... states) {
    return pod(
        uid,
        PodPhase.PENDING,
        node,
        new PodStatusView("", "", scheduled, PodCondition.NONE),
        states);
  }

  private static PodView pod(
      String uid, PodPhase phase, String node, PodStatusView status, ContainerState... states) {
    List<ContainerView> containers =
        List.of(states).stream()
            .map(state ->
                new ContainerView("agent", ContainerKind.MAIN, 0, false, state, null, "so it is"))
            .toList();
    return new PodView(
        uid,
        "1",
        "acme",
        "backend-0",
        node,
        Owner.NONE,
        0,
        -1,
        phase,
        false,
        -1,
        Map.of("watchbill.io/agent", "ada"),
        containers,
        PodNeeds.NONE,
        status);
  }

  private static PodView ready(PodView pod, long sinceMillis) {
    return new PodView(
        pod.uid(),
        pod.resourceVersion(),
        pod.namespace(),
        pod.name(),
        pod.node(),
        pod.owner(),
        pod.createdAtMillis(),
        pod.deletedAtMillis(),
        PodPhase.RUNNING,
        true,
        sinceMillis,
        pod.labels(),
        pod.containers(),
        pod.needs(),
        pod.status());
  }
}
