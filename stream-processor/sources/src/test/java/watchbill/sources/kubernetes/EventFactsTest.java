package watchbill.sources.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.EventView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.core.AgentKey;

class EventFactsTest {
  private static final AgentKey ADA = new AgentKey("acme", "ada");
  private static final String NO_GPU = "0/1 nodes are available: 1 Insufficient nvidia.com/gpu.";

  private final Facts told = new Facts();
  private final KnownPods pods = new KnownPods();
  private final EventFacts facts = new EventFacts(pods, told);

  @BeforeEach
  void onePod() {
    pods.put("u", ADA);
  }

  @Test
  void tellsAnEventAgainWhenItHappenedAgainAndNotWhenItIsListedAgain() throws InterruptedException {
    EventView first = event("e", "FailedMount", "not there", 1, 100);
    EventView second = event("e", "FailedMount", "not there", 1_464, 900);
    facts.onReplace(List.of(first), 1_000);
    facts.onReplace(List.of(first), 1_100);
    facts.onUpsert(second, 1_200);
    facts.onReplace(List.of(second), 1_300);

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 VOLUME_NOT_MOUNTED: not there at 100",
            "ada/backend-0 VOLUME_NOT_MOUNTED: not there at 900");
  }

  @Test
  void tellsWhatOnlyEventsSay() throws InterruptedException {
    facts.onUpsert(event("1", "Unhealthy", "Readiness probe failed", 1, 1), 10);
    facts.onUpsert(event("2", "FailedAttachVolume", "Multi-Attach error", 1, 2), 10);
    facts.onUpsert(event("3", "Evicted", "low on memory", 1, 3), 10);
    facts.onUpsert(event("4", "Preempted", "Preempted by pod x on node y", 1, 4), 10);
    facts.onUpsert(event("5", "TaintManagerEviction", "Marking for deletion Pod a/b", 1, 5), 10);
    facts.onUpsert(event("6", "NodeNotReady", "Node is not ready", 1, 6), 10);
    facts.onUpsert(event("7", "FailedScheduling", NO_GPU, 1, -1), 10);

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 PROBE_FAILED: Readiness probe failed at 1",
            "ada/backend-0 VOLUME_NOT_MOUNTED: Multi-Attach error at 2",
            "ada/backend-0 EVICTED: low on memory at 3",
            "ada/backend-0 PREEMPTED: Preempted by pod x on node y at 4",
            "ada/backend-0 NODE_LOST: Marking for deletion Pod a/b at 5",
            "ada/backend-0 NODE_LOST: Node is not ready at 6",
            "ada/backend-0 UNSCHEDULABLE: no free GPU (" + NO_GPU + ") at 10");
  }

  @Test
  void keepsQuietAboutWhatPodStatusSaysAndWhatMeansNothing() throws InterruptedException {
    facts.onUpsert(event("1", "BackOff", "Back-off restarting failed container", 9, 1), 10);
    facts.onUpsert(event("2", "BackOff", "Back-off pulling image \"a\"", 9, 1), 10);
    facts.onUpsert(event("3", "TaintManagerEviction", "Cancelling deletion of Pod", 1, 1), 10);
    facts.onUpsert(event("4", "FailedScheduling", "skip schedule deleting pod: a/b", 1, 1), 10);
    facts.onUpsert(event("5", "SomethingNew", "", 1, 1), 10);
    facts.onUpsert(event("6", "", "", 1, -1), 10);

    assertThat(told.lines()).isEmpty();
  }

  @Test
  void anEventWaitsForItsPod() throws InterruptedException {
    pods.remove("u");
    facts.onUpsert(event("e", "FailedMount", "not there", 1, 100), 110);
    facts.onHealth(health(120));
    assertThat(told.lines()).isEmpty();
    pods.put("u", ADA);
    facts.onHealth(health(130));
    facts.onHealth(health(140));

    assertThat(told.lines()).containsExactly("ada/backend-0 VOLUME_NOT_MOUNTED: not there at 100");
  }

  @Test
  void saysThatMachinesWithoutAGpuWereAddedWhileAPodWaitedForOne() throws InterruptedException {
    facts.onUpsert(scaleUp("other"), 510);
    facts.onUpsert(event("e", "FailedScheduling", NO_GPU, 1, 400), 520);
    facts.onUpsert(event("e", "FailedScheduling", NO_GPU, 2, 600), 620);
    facts.onUpsert(
        event("f", "FailedScheduling", "0/1 nodes are available: 1 Insufficient cpu.", 2, 600),
        630);

    assertThat(told.lines())
        .containsExactly(
            "ada/backend-0 UNSCHEDULABLE: no free GPU (" + NO_GPU + ") at 400",
            "ada/backend-0 UNSCHEDULABLE: machines without a GPU were added meanwhile;"
                + " no free GPU ("
                + NO_GPU
                + ") at 600",
            "ada/backend-0 UNSCHEDULABLE: not enough CPU"
                + " (0/1 nodes are available: 1 Insufficient cpu.) at 600");
  }

  @Test
  void machinesThatAreAddedForThePodItselfAreWhatItWaitsFor() throws InterruptedException {
    facts.onUpsert(scaleUp("u"), 510);
    facts.onUpsert(event("e", "FailedScheduling", NO_GPU, 2, 600), 620);

    assertThat(told.lines())
        .containsExactly("ada/backend-0 UNSCHEDULABLE: no free GPU (" + NO_GPU + ") at 600");
  }

  private static WatchHealth health(long atMillis) {
    return new WatchHealth(true, atMillis, 0, atMillis, 0, "");
  }

  private static EventView scaleUp(String podUid) {
    return new EventView(
        "g", "1", "acme", "g", podUid, "p", "", "TriggeredScaleUp", "cpu 1->2", 1, 500, 500);
  }

  private static EventView event(
      String uid, String reason, String message, long times, long lastMillis) {
    return new EventView(
        uid, "1", "acme", uid, "u", "backend-0", "", reason, message, times, 50, lastMillis);
  }
}
