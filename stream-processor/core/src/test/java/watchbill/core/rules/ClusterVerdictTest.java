package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.EndReason;
import watchbill.core.ClusterFact.OomKill;
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;
import watchbill.core.ContextReduction;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.time.Deadlines;

/// What an agent did and what the cluster did to it in, verdicts out. Times are seconds since the
/// start.
class ClusterVerdictTest {
  private static final long START = 1_770_000_000_000L;
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");

  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT);
  private final List<String> verdicts = new ArrayList<>();
  private final List<String> governor = new ArrayList<>();
  private int events;

  @Test
  void anAgentWithWorkWhosePodWasEvictedIsStuckByItAfterFiveMinutes() {
    at(0, task("task-42"));
    lost(60, "backend-0", PodLoss.EVICTED);
    passTo(359);
    assertThat(verdicts).isEmpty();
    passTo(2_000);
    assertThat(verdicts)
        .containsExactly(
            "360 stuck EVICTED: pod backend-0 evicted at 2026-02-02T02:41:00Z: words of the cluster;"
                + " task task-42, no tool call since 2026-02-02T02:40:00Z");
  }

  @Test
  void whatStillHoldsThePodUpGoesBeforeWhatHasHappened() {
    at(0, task("task-42"));
    lost(60, "backend-0", PodLoss.PREEMPTED);
    gone(90, "backend-0");
    blocked(100, "backend-0", PodBlock.UNSCHEDULABLE);
    passTo(2_000);
    assertThat(causes()).containsExactly("400 stuck UNSCHEDULABLE", "1900 stuck PREEMPTED");
  }

  @Test
  void aPodThatIsReadyInTimeAccusesNobody() {
    at(0, task("task-42"));
    blocked(60, "backend-0", PodBlock.IMAGE_PULL);
    ready(359, "backend-0");
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aReadyPodEndsTheVerdictAndTheNextSilenceHasItsOwnCause() {
    at(0, task("task-42"));
    blocked(60, "backend-0", PodBlock.VOLUME_NOT_MOUNTED);
    ready(400, "backend-0");
    passTo(1_000);
    assertThat(causes())
        .containsExactly(
            "360 stuck VOLUME_NOT_MOUNTED",
            "400 freed VOLUME_NOT_MOUNTED",
            "600 stuck NO_TOOL_CALL");
  }

  @Test
  void anAgentThatIsHeardAgainIsNotHeldToAPodThatIsHeldUp() {
    at(0, task("task-42"));
    blocked(60, "backend-1", PodBlock.IMAGE_PULL);
    for (int second = 200; second < 3_000; second += 200) {
      at(second, new AgentEvent.Heartbeat(0, 1, 0));
      at(second, new AgentEvent.TaskProgressed(0, "task-42", "on"));
    }
    passTo(3_300);
    assertThat(verdicts).isEmpty();
    passTo(3_600);
    assertThat(causes()).as("nor its later silence").containsExactly("3400 stuck NO_TOOL_CALL");
  }

  @Test
  void theLastWordsOfAPodThatIsTakenAwayDoNotHideWhatBecameOfIt() {
    at(0, task("task-42"));
    lost(60, "backend-0", PodLoss.EVICTED);
    at(90, new AgentEvent.TaskProgressed(0, "task-42", "saved"));
    passTo(400);
    assertThat(causes()).containsExactly("390 stuck EVICTED");
  }

  @Test
  void aPodThatWorksOnForItsGracePeriodIsLostWhenItIsGone() {
    at(0, task("task-42"));
    lost(60, "backend-0", PodLoss.EVICTED);
    for (int second = 60; second <= 600; second += 60) {
      at(second, new AgentEvent.TaskProgressed(0, "task-42", "on"));
    }
    gone(610, "backend-0");
    passTo(1_000);
    assertThat(causes()).containsExactly("910 stuck EVICTED");
  }

  @Test
  void anIdleAgentMayLoseItsPod() {
    at(0, task("task-42"));
    at(10, new AgentEvent.TaskFinished(0, "task-42", TaskOutcome.COMPLETED));
    lost(60, "backend-0", PodLoss.EVICTED);
    gone(90, "backend-0");
    passTo(100_000);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void anIdleAgentWhosePodCannotRunIsSuspectAndStuckLater() {
    at(0, new AgentEvent.Heartbeat(0, 0, 0));
    gone(60, "backend-0");
    blocked(100, "backend-0", PodBlock.UNSCHEDULABLE);
    for (int second = 600; second <= 3_000; second += 600) {
      unready(second, "backend-0");
    }
    passTo(10_000);
    assertThat(causes())
        .containsExactly(
            "400 suspect UNSCHEDULABLE", "1000 stuck UNSCHEDULABLE", "4800 freed UNSCHEDULABLE");
  }

  @Test
  void aPodWhoseAgentWasNeverHeardIsSuspectAndNoMore() {
    blocked(0, "backend-0", PodBlock.IMAGE_PULL);
    for (int second = 600; second <= 30_000; second += 600) {
      unready(second, "backend-0");
    }
    assertThat(causes()).containsExactly("300 suspect IMAGE_PULL");
  }

  @Test
  void anAgentWithAnotherReadyPodIsLeftAlone() {
    at(0, task("task-42"));
    ready(1, "backend-new");
    blocked(60, "backend-newer", PodBlock.IMAGE_PULL);
    lost(61, "backend-old", PodLoss.EVICTED);
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void factsOfAnOldPodDoNotAccuseAnAgentThatMoved() {
    at(0, session("s-1", "backend-old"));
    at(1, task("task-42"));
    at(50, session("s-2", "backend-new"));
    lost(60, "backend-old", PodLoss.NODE_LOST);
    passTo(649);
    assertThat(verdicts).isEmpty();
    passTo(700);
    assertThat(causes()).containsExactly("650 stuck NO_TOOL_CALL");
  }

  @Test
  void aSessionThatBeginsElsewhereEndsTheVerdict() {
    at(0, session("s-1", "backend-old"));
    at(1, task("task-42"));
    lost(60, "backend-old", PodLoss.NODE_LOST);
    passTo(400);
    at(450, session("s-2", "backend-new"));
    passTo(700);
    assertThat(causes()).containsExactly("360 stuck NODE_LOST", "450 freed NODE_LOST");
  }

  @Test
  void whatHappensToAPodHappensToAllAgentsThatRunInIt() {
    AgentKey ada = new AgentKey("acme", "ada");
    AgentKey bob = new AgentKey("acme", "bob");
    for (AgentKey agent : List.of(ada, bob)) {
      at(agent, 0, session("s-" + agent.agent(), "worker-7"));
      at(agent, 1, task("task-" + agent.agent()));
    }
    tell(60, new ClusterFact.PodLost(pod("worker-7"), at(60), "worker-7", PodLoss.EVICTED, ""));
    passTo(400);
    assertThat(causes())
        .containsExactlyInAnyOrder(
            "360 stuck EVICTED of acme/ada", "360 stuck EVICTED of acme/bob");
    assertThat(fleet.size()).as("the pod itself is nobody").isEqualTo(2);
  }

  @Test
  void aPodOfAnotherTenantWithTheSameNameIsAnotherPod() {
    at(0, session("s-1", "worker-7"));
    at(1, task("task-42"));
    AgentKey other = new AgentKey("umbrella", "worker-7");
    tell(60, new ClusterFact.PodLost(other, at(60), "worker-7", PodLoss.EVICTED, ""));
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aPodThatHasStartedIsNotHeldUpByAVolume() {
    at(0, task("task-42"));
    tell(5, new ClusterFact.PodScheduled(AGENT, at(5), "backend-0", "node-1"));
    tell(6, new ClusterFact.PodStarted(AGENT, at(6), "backend-0"));
    blocked(60, "backend-0", PodBlock.VOLUME_NOT_MOUNTED);
    tell(
        61,
        new ClusterFact.PodBlocked(
            AGENT, at(4), "backend-0", PodBlock.UNSCHEDULABLE, "an old event"));
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aPodThatWaitsForANodeAfterItHadOneIsAnotherPodOfThatName() {
    tell(5, new ClusterFact.PodScheduled(AGENT, at(5), "backend-0", "node-1"));
    ready(6, "backend-0");
    at(7, task("task-42"));
    blocked(60, "backend-0", PodBlock.UNSCHEDULABLE);
    tell(400, new ClusterFact.PodScheduled(AGENT, at(400), "backend-0", "node-2"));
    blocked(401, "backend-0", PodBlock.VOLUME_NOT_MOUNTED);
    passTo(702);
    assertThat(causes())
        .containsExactly(
            "360 stuck UNSCHEDULABLE", "400 freed UNSCHEDULABLE", "607 stuck VOLUME_NOT_MOUNTED");
  }

  @Test
  void probesThatFailAfterThePodWasReadyAreNoCause() {
    at(0, task("task-42"));
    ready(5, "backend-0");
    blocked(60, "backend-0", PodBlock.PROBE_FAILED);
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aLossFromBeforeThePodWasReadyIsOld() {
    at(0, task("task-42"));
    ready(50, "backend-0");
    tell(60, new ClusterFact.PodLost(AGENT, at(40), "backend-0", PodLoss.NODE_LOST, ""));
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aLossThatIsToldAgainIsNotAnotherOne() {
    at(0, task("task-42"));
    for (int second = 60; second < 360; second += 10) {
      tell(second, new ClusterFact.PodLost(AGENT, at(60), "backend-0", PodLoss.EVICTED, ""));
    }
    passTo(400);
    assertThat(causes()).containsExactly("360 stuck EVICTED");
  }

  @Test
  void aHungCallInAPodThatIsGoneIsNamedByThePod() {
    at(0, task("task-42"));
    at(5, new AgentEvent.ToolStarted(START, "c-1", "Bash", "h"));
    lost(10, "backend-0", PodLoss.NODE_LOST);
    passTo(606);
    assertThat(causes()).containsExactly("310 stuck NODE_LOST");
    assertThat(clusterSays)
        .isEqualTo(
            "pod backend-0 lost with its node at 2026-02-02T02:40:10Z" + ": words of the cluster");
  }

  @Test
  void aKillInTheContainerIsNoKillOfTheContainer() {
    at(0, task("task-42"));
    ended(10, EndReason.ERROR, OomKill.CHILD);
    passTo(620);
    assertThat(verdicts)
        .singleElement()
        .asString()
        .startsWith("610 stuck CRASH_LOOP")
        .endsWith("failed at 2026-02-02T02:40:10Z, a process in it had been killed for memory");
  }

  @Test
  void aKillRightAfterTheStartIsSuspected() {
    at(0, task("task-42"));
    ended(10, EndReason.ERROR, OomKill.SUSPECTED);
    passTo(620);
    assertThat(verdicts)
        .singleElement()
        .asString()
        .startsWith("610 stuck CRASH_LOOP")
        .endsWith("killed just after its start at 2026-02-02T02:40:10Z, maybe for memory");
  }

  @Test
  void aKillThatTheGovernorDidNotForestallIsMissed() {
    at(0, reduced(ContextReduction.COMPACTED));
    at(10, reduced(ContextReduction.CLEARED));
    ended(20, EndReason.OOM_KILLED, OomKill.MAIN);
    at(100, reduced(ContextReduction.ARCHIVED));
    ended(400, EndReason.OOM_KILLED, OomKill.MAIN);
    ended(401, EndReason.OOM_KILLED, OomKill.MAIN);
    assertThat(governor)
        .containsExactly(
            "0 COMPACTED 1", "10 CLEARED 1", "20 missed 1", "100 ARCHIVED 1", "401 missed 2");
  }

  @Test
  void anAgentThatOnlyCompactsHasNoGovernorThatCouldMiss() {
    at(0, reduced(ContextReduction.COMPACTED));
    ended(20, EndReason.OOM_KILLED, OomKill.MAIN);
    assertThat(governor).containsExactly("0 COMPACTED 1");
  }

  @Test
  void manyPodsOfOneAgentAreForgottenOldestFirst() {
    at(0, task("task-42"));
    blocked(10, "first", PodBlock.IMAGE_PULL);
    for (int pod = 0; pod < AgentPods.PODS; pod++) {
      unready(11, "pod-" + pod);
    }
    passTo(590);
    assertThat(verdicts).isEmpty();
  }

  private String clusterSays = "";

  private List<String> causes() {
    return verdicts.stream().map(verdict -> verdict.replaceAll(":.*", "")).toList();
  }

  private void lost(int second, String pod, PodLoss how) {
    tell(second, new ClusterFact.PodLost(AGENT, at(second), pod, how, "words of the cluster"));
  }

  private void blocked(int second, String pod, PodBlock why) {
    tell(second, new ClusterFact.PodBlocked(AGENT, at(second), pod, why, "words of the cluster"));
  }

  private void ready(int second, String pod) {
    tell(second, new ClusterFact.PodReady(AGENT, at(second), pod));
  }

  private void unready(int second, String pod) {
    tell(second, new ClusterFact.PodUnready(AGENT, at(second), pod));
  }

  private void gone(int second, String pod) {
    tell(second, new ClusterFact.PodGone(AGENT, at(second), pod));
  }

  private void ended(int second, EndReason reason, OomKill memory) {
    tell(
        second,
        new ClusterFact.ContainerEnded(AGENT, at(second), "backend-0", "agent", reason, memory));
  }

  private static AgentKey pod(String name) {
    return new AgentKey("acme", name);
  }

  private static AgentEvent task(String task) {
    return new AgentEvent.TaskStarted(0, task, "fix");
  }

  private static AgentEvent session(String session, String pod) {
    return new AgentEvent.SessionStarted(0, session, "", "", "acme", pod, "", "");
  }

  private static AgentEvent reduced(ContextReduction how) {
    return new AgentEvent.ContextReduced(0, how, -1, -1);
  }

  private static long at(int second) {
    return START + second * 1_000L;
  }

  private void tell(int second, ClusterFact fact) {
    fleet.apply(fact, at(second), this::note);
  }

  private void at(int second, AgentEvent event) {
    at(AGENT, second, event);
  }

  private void at(AgentKey agent, int second, AgentEvent event) {
    fleet.apply(new Activity(agent, "event-" + events++, at(second), event), this::note);
  }

  private void passTo(int second) {
    fleet.advance(at(second) + Deadlines.TICK_MILLIS, this::note);
  }

  private void note(Signal signal) {
    long second = (signal.atMillis() - START) / 1_000;
    String whose = signal.agent().equals(AGENT) ? "" : " of " + signal.agent();
    switch (signal) {
      case Signal.AgentStuck stuck -> {
        clusterSays = stuck.evidence().cluster();
        verdicts.add(second + " stuck " + stuck.cause() + whose + ": " + stuck.evidence().text());
      }
      case Signal.AgentSuspect suspect -> {
        // Suspicion of silence alone is another rule's.
        if (suspect.evidence().rules().contains(RuleKind.POD_BLOCKED)) {
          verdicts.add(
              second + " suspect " + suspect.cause() + whose + ": " + suspect.evidence().text());
        }
      }
      case Signal.AgentFreed freed -> verdicts.add(second + " freed " + freed.cause() + whose);
      case Signal.ContextsReduced reduced ->
          governor.add(second + " " + reduced.how() + " " + reduced.total());
      case Signal.GovernorMissed missed -> governor.add(second + " missed " + missed.total());
      default -> {}
    }
  }
}
