package watchbill.sources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.ContainerState.Running;
import watchbill.connectors.kubernetes.ContainerState.Terminated;
import watchbill.connectors.kubernetes.ContainerState.Waiting;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.core.Activity;
import watchbill.core.AgentIdentity;
import watchbill.core.ClusterFact;
import watchbill.core.port.ActivityIntake;

/// How containers end and pods get ready; what else becomes of pods is in [PodStandingTest].
class PodFactsTest {
  private static final Termination OOM = new Termination("c-1", "OOMKilled", 137, 1_000);

  private final List<String> heard = new ArrayList<>();
  private final PodFacts facts = new PodFacts(AgentIdentity.DEFAULT, new Lines());

  @Test
  void tellsAnOomKillOnceThroughItsWholeWay() throws InterruptedException {
    facts.onUpsert(pod("u", main(0, new Running(500), null)), 600);
    facts.onUpsert(pod("u", main(0, new Terminated(OOM), null)), 1_100);
    facts.onUpsert(pod("u", main(0, new Waiting("CrashLoopBackOff"), OOM)), 1_200);
    facts.onUpsert(pod("u", main(1, new Running(1_500), OOM)), 1_600);
    facts.onUpsert(pod("u", main(1, new Running(1_500), OOM)), 1_700);

    assertThat(heard)
        .containsExactly(
            "1100: acme/ada OOM_KILLED backend-0/agent at 1000",
            "1200: acme/ada CrashLooping backend-0/agent at 1000");
  }

  @Test
  void tellsEachCrashOfALoop() throws InterruptedException {
    for (int run = 0; run < 3; run++) {
      Termination end = new Termination("c-" + run, "Error", 2, 1_000L * run);
      facts.onUpsert(pod("u", main(run, new Waiting("CrashLoopBackOff"), end)), 1_000L * run + 1);
    }

    assertThat(heard)
        .containsExactly(
            "1: acme/ada ERROR backend-0/agent at 0",
            "1: acme/ada CrashLooping backend-0/agent at 0",
            "1001: acme/ada ERROR backend-0/agent at 1000",
            "1001: acme/ada CrashLooping backend-0/agent at 1000",
            "2001: acme/ada ERROR backend-0/agent at 2000",
            "2001: acme/ada CrashLooping backend-0/agent at 2000");
  }

  @Test
  void tellsTwoEndsWithinOneSecondApartByTheirRuns() throws InterruptedException {
    Termination first = new Termination("c-1", "Error", 1, 1_000);
    Termination second = new Termination("c-2", "Error", 1, 1_000);
    facts.onUpsert(pod("u", main(0, new Terminated(first), null)), 1_100);
    facts.onUpsert(pod("u", main(1, new Terminated(second), first)), 1_200);

    assertThat(heard).hasSize(2);
  }

  @Test
  void callsOnlyAKillOfTheContainerItselfAnOomKill() throws InterruptedException {
    Termination child = new Termination("c-1", "OOMKilled", 143, 1);
    Termination fine = new Termination("c-2", "OOMKilled", 0, 2);
    Termination killed = new Termination("c-3", "Error", 137, 3);
    facts.onUpsert(pod("u1", main(0, new Terminated(child), null)), 10);
    facts.onUpsert(pod("u2", main(0, new Terminated(fine), null)), 10);
    facts.onUpsert(pod("u3", main(0, new Terminated(killed), null)), 10);

    assertThat(heard)
        .containsExactly(
            "10: acme/ada ERROR backend-0/agent at 1",
            "10: acme/ada COMPLETED backend-0/agent at 2",
            "10: acme/ada ERROR backend-0/agent at 3");
  }

  @Test
  void tellsReadinessWhenItComesBackAlsoWhenItsLossWasNotSeen() throws InterruptedException {
    facts.onUpsert(pod("u", true, 100), 150);
    facts.onUpsert(pod("u", true, 100), 160);
    facts.onUpsert(pod("u", false, 200), 250);
    facts.onUpsert(pod("u", true, 300), 350);
    facts.onUpsert(pod("u", true, 400), 450);

    assertThat(heard)
        .containsExactly(
            "150: acme/ada PodReady backend-0 at 100",
            "350: acme/ada PodReady backend-0 at 300",
            "450: acme/ada PodReady backend-0 at 400");
  }

  @Test
  void datesByHearingWhatHasNoDate() throws InterruptedException {
    facts.onUpsert(pod("u", true, -1), 150);
    facts.onUpsert(
        pod("u", main(1, new Waiting("CrashLoopBackOff"), new Termination("", "", 1, -1))), 200);

    assertThat(heard)
        .containsExactly(
            "150: acme/ada PodReady backend-0 at 150",
            "200: acme/ada ERROR backend-0/agent at 200",
            "200: acme/ada CrashLooping backend-0/agent at 200");
  }

  @Test
  void tellsNothingTwiceAfterANewList() throws InterruptedException {
    PodView pod = pod("u", main(1, new Waiting("CrashLoopBackOff"), OOM));
    facts.onReplace(List.of(pod), 1_100);
    facts.onReplace(List.of(pod), 1_200);
    assertThat(heard).hasSize(2);

    facts.onReplace(List.of(), 1_300);
    facts.onReplace(List.of(pod), 1_400);
    assertThat(heard).as("seen as a new pod after it was gone").hasSize(4);
  }

  @Test
  void tellsTheEndThatADeletedPodShowsLast() throws InterruptedException {
    facts.onUpsert(pod("u", main(0, new Running(500), null)), 600);
    facts.onDelete(pod("u", main(0, new Terminated(OOM), null)), 1_100);

    assertThat(heard).containsExactly("1100: acme/ada OOM_KILLED backend-0/agent at 1000");
  }

  @Test
  void keepsQuietAboutInitContainersThatDidTheirWork() throws InterruptedException {
    Termination done = new Termination("c-1", "Completed", 0, 1);
    Termination failed = new Termination("c-2", "Error", 1, 2);
    facts.onUpsert(
        pod(
            "u",
            new ContainerView("fetch", ContainerKind.INIT, 0, true, new Terminated(done), null),
            new ContainerView(
                "migrate", ContainerKind.INIT, 0, false, new Terminated(failed), null)),
        10);

    assertThat(heard).containsExactly("10: acme/ada ERROR backend-0/migrate at 2");
  }

  private static ContainerView main(
      int restarts, ContainerState state, @Nullable Termination previous) {
    return new ContainerView(
        "agent", ContainerKind.MAIN, restarts, state instanceof Running, state, previous);
  }

  private static PodView pod(String uid, ContainerView... containers) {
    return pod(uid, false, -1, List.of(containers));
  }

  private static PodView pod(String uid, boolean ready, long readySinceMillis) {
    return pod(uid, ready, readySinceMillis, List.of());
  }

  private static PodView pod(
      String uid, boolean ready, long readySinceMillis, List<ContainerView> containers) {
    return new PodView(
        uid,
        "1",
        "acme",
        "backend-0",
        "node-1",
        Owner.NONE,
        0,
        -1,
        PodPhase.RUNNING,
        ready,
        readySinceMillis,
        Map.of("watchbill.io/agent", "ada"),
        containers,
        PodNeeds.NONE);
  }

  private final class Lines implements ActivityIntake {
    @Override
    public void hear(Activity activity) {
      throw new AssertionError("pods have no activity, have " + activity);
    }

    @Override
    public void hear(ClusterFact fact, long heardAtMillis) {
      String what =
          switch (fact) {
            case ClusterFact.ContainerEnded ended ->
                ended.reason() + " " + ended.pod() + "/" + ended.container();
            case ClusterFact.CrashLooping loop ->
                "CrashLooping " + loop.pod() + "/" + loop.container();
            case ClusterFact.PodReady ready -> "PodReady " + ready.pod();
            case ClusterFact.PodScheduled _,
                ClusterFact.PodStarted _,
                ClusterFact.PodUnready _,
                ClusterFact.PodBlocked _,
                ClusterFact.PodLost _,
                ClusterFact.PodGone _ ->
                "";
          };
      if (what.isEmpty()) {
        return;
      }
      heard.add(heardAtMillis + ": " + fact.agent() + " " + what + " at " + fact.atMillis());
    }
  }
}
