package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.ContextReduction;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.time.Deadlines;

/// Histories that a fleet would produce, in which earlier rules took the healthy for stuck, or the
/// stuck for healthy.
class WronglyAccusedTest {
  private static final long START = 1_770_000_000_000L;
  private static final PriceBook PRICES =
      PriceBook.of(List.of(new PriceRow("p", "m", 0, new Price(10, 100_000_000, 1, 12, 20))));

  private Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(PRICES));
  private final List<String> told = new ArrayList<>();
  private int events;

  // ---- false accusations ----

  @Test
  void parallelTasksOfOneAgentThatBeginAlikeAreNoLoop() {
    at(0, "a", new AgentEvent.SessionStarted(ms(0), "s", "", "", "", "", "", ""));
    for (int i = 0; i < 5; i++) {
      at(i * 10, "a", new AgentEvent.TaskStarted(ms(i * 10L), "ticket-" + i, "fix"));
      call(i * 10 + 1, "a", "c" + i, "Read");
      back(i * 10 + 2, "a", "c" + i, "Read", "README", "the-same", ToolOutcome.OK);
    }
    passTo(60);
    assertThat(verdicts()).isEmpty();
  }

  @Test
  void sessionsOfOneGatewayThatBeginAlikeAreNoLoop() {
    for (int i = 0; i < 5; i++) {
      at(
          i * 10,
          "a",
          new AgentEvent.SessionStarted(ms(i * 10L), "user-" + i, "", "", "", "", "", ""));
      call(i * 10 + 1, "a", "c" + i, "load_skill");
      back(i * 10 + 2, "a", "c" + i, "load_skill", "{}", "the-same", ToolOutcome.OK);
      at(i * 10 + 3, "a", answer("r" + i, 100));
    }
    passTo(60);
    assertThat(verdicts()).isEmpty();
  }

  @Test
  void threePollsOfCiAndThenALongBuildAreNotStuckAtFiveMinutes() {
    at(0, "a", new AgentEvent.TaskStarted(ms(0), "t", "fix"));
    for (int i = 0; i < 3; i++) {
      call(i * 20 + 1, "a", "c" + i, "Bash");
      back(i * 20 + 2, "a", "c" + i, "Bash", "gh run view", "pending", ToolOutcome.OK);
    }
    call(50, "a", "build", "Bash");
    passTo(50 + 360);
    back(50 + 360, "a", "build", "Bash", "sleep 350; gh run view", "green", ToolOutcome.OK);
    passTo(500);
    assertThat(verdicts()).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void threePollsAndThenAReportInTwoAnswersAreNotStuck() {
    at(0, "a", new AgentEvent.TaskStarted(ms(0), "t", "fix"));
    for (int i = 0; i < 3; i++) {
      call(i * 20 + 1, "a", "c" + i, "Bash");
      back(i * 20 + 2, "a", "c" + i, "Bash", "gh run view", "green", ToolOutcome.OK);
    }
    at(150, "a", answer("r1", 1_200));
    at(225, "a", answer("r2", 1_200));
    at(230, "a", new AgentEvent.TaskFinished(ms(230), "t", TaskOutcome.COMPLETED));
    passTo(300);
    assertThat(verdicts()).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void aHarderTaskOfACheapKindThatBuildsForSixMinutesIsNotStuck() {
    for (int i = 0; i < 20; i++) {
      at(i * 10, "a", new AgentEvent.TaskStarted(ms(i * 10L), "t" + i, "fix"));
      at(i * 10 + 1, "a", answer("q" + i, 100, "t" + i));
      at(
          i * 10 + 2,
          "a",
          new AgentEvent.TaskFinished(ms(i * 10 + 2), "t" + i, TaskOutcome.COMPLETED));
    }
    at(300, "a", new AgentEvent.TaskStarted(ms(300), "hard", "fix"));
    at(330, "a", answer("plan", 1_500, "hard"));
    call(331, "a", "build", "Bash");
    passTo(331 + 360);
    back(331 + 361, "a", "build", "Bash", "mvn verify", "ok", ToolOutcome.OK);
    passTo(800);
    assertThat(verdicts()).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void agentsThatNumberTheirOwnTasksAndBuildAreNoBounce() {
    String[] names = {"a", "b", "c", "d"};
    for (int i = 0; i < 4; i++) {
      at(i * 60, names[i], new AgentEvent.TaskStarted(ms(i * 60L), "task-1", "fix"));
      call(i * 60 + 1, names[i], "c" + i, "Bash");
    }
    for (int i = 0; i < 4; i++) {
      back(241 + i, names[i], "c" + i, "Bash", "mvn", "ok" + i, ToolOutcome.OK);
    }
    passTo(250);
    assertThat(told).noneMatch(line -> line.contains("stuck"));
  }

  @Test
  void agentsWhoseBuildsGiveSignsOfLifeAreNoIncident() {
    for (int i = 0; i < 6; i++) {
      String agent = "a" + i;
      at(0, agent, new AgentEvent.TaskStarted(ms(0), "nightly-" + i, "build"));
      call(1, agent, "c", "Bash");
    }
    for (int second = 30; second <= 480; second += 30) {
      for (int i = 0; i < 6; i++) {
        at(second, "a" + i, new AgentEvent.Heartbeat(ms(second), -1, -1, "c", -1));
      }
    }
    assertThat(told).noneMatch(line -> line.contains("incident"));
  }

  @Test
  void agentsWhoseToolIsKnownToTakeEightMinutesAreNoIncident() {
    for (int i = 0; i < 20; i++) {
      at(0, "t" + i, new AgentEvent.SessionStarted(ms(0), "s", "", "", "", "", "", ""));
    }
    for (int i = 0; i < 20; i++) { // learned one after the other
      call(i * 500, "t0", "l" + i, "train");
      back(i * 500 + 480, "t0", "l" + i, "train", "h", "r" + i, ToolOutcome.OK);
    }
    for (int i = 0; i < 6; i++) {
      at(20_000, "a" + i, new AgentEvent.TaskStarted(ms(20_000), "nightly-" + i, "build"));
      call(20_001, "a" + i, "c", "train");
    }
    passTo(20_000 + 400);
    assertThat(told).noneMatch(line -> line.contains("incident"));
  }

  @Test
  void aPersonWhoCompactsByHandIsNotStuck() {
    at(0, "a", new AgentEvent.SessionStarted(ms(0), "s", "", "", "", "", "", "", true));
    for (int i = 0; i < 5; i++) {
      at(100 + i * 200, "a", answer("r" + i, 300));
      at(
          200 + i * 200,
          "a",
          new AgentEvent.ContextReduced(ms(200 + i * 200), ContextReduction.CLEARED, -1, -1));
    }
    passTo(1_200);
    assertThat(verdicts()).isEmpty();
  }

  @Test
  void deadAgentsDoNotHideAFleetOutage() {
    for (int i = 0; i < 60; i++) {
      at(i * 300, "old-" + i, new AgentEvent.TaskStarted(ms(i * 300L), "o" + i, "x"));
    }
    int now = 100_000;
    passTo(now);
    told.clear();
    for (int i = 0; i < 20; i++) {
      at(now, "new-" + i, new AgentEvent.TaskStarted(ms(now), "n" + i, "x"));
    }
    passTo(now + 900);
    assertThat(told).noneMatch(line -> line.contains("stuck"));
  }

  // ---- lost pages ----

  @Test
  void agentsThatDiedWaitingDoNotMakeARateLimitAnOutage() {
    for (int i = 0; i < 6; i++) { // one a day: each is reported stuck, and never comes back
      at(
          i * 86_400,
          "dead-" + i,
          new AgentEvent.ModelFailed(ms(i * 86_400L), "p", "m", "overloaded"));
    }
    int now = 10 * 86_400;
    for (int i = 0; i < 12; i++) {
      at(now, "live-" + i, new AgentEvent.TaskStarted(ms(now), "t" + i, "x"));
    }
    call(now + 1, "live-0", "hung", "Bash");
    told.clear();
    at(now + 2, "live-1", new AgentEvent.ModelFailed(ms(now + 2), "p", "m", "rate_limit"));
    for (int second = 60; second <= 3_600; second += 60) {
      for (int i = 2; i < 12; i++) {
        at(now + second, "live-" + i, new AgentEvent.TaskProgressed(ms(now + second), "t" + i, ""));
      }
    }
    assertThat(told).noneMatch(line -> line.contains("incident"));
    assertThat(told).anyMatch(line -> line.contains("live-0") && line.contains("stuck"));
  }

  @Test
  void aHungToolIsSeenWhileOthersWaitForTheirProvider() {
    for (int i = 0; i < 20; i++) {
      at(0, "a" + i, new AgentEvent.TaskStarted(ms(0), "t" + i, "x"));
    }
    for (int i = 0; i < 6; i++) {
      at(10, "a" + i, new AgentEvent.ModelFailed(ms(10), "p", "m", "rate_limit"));
    }
    call(10, "a19", "hung", "Bash");
    for (int second = 60; second <= 5 * 3_600; second += 60) {
      for (int i = 6; i < 19; i++) {
        at(second, "a" + i, new AgentEvent.TaskProgressed(ms(second), "t" + i, ""));
      }
    }
    assertThat(told).anyMatch(line -> line.contains("a19") && line.contains("stuck"));
  }

  @Test
  void anIncidentExcusesNobodyForLongerThanItsLimitThoughOneTriesAgain() {
    for (int i = 0; i < 20; i++) {
      at(0, "a" + i, new AgentEvent.ModelFailed(ms(0), "p", "m", "overloaded"));
    }
    for (int hour = 1; hour <= 24; hour++) {
      int second = hour * 3_600;
      at(second - 600, "a0", answer("r" + hour, 5));
      at(second - 590, "a0", new AgentEvent.ModelFailed(ms(second - 590), "p", "m", "overloaded"));
    }
    passTo(24 * 3_600);
    assertThat(told).anyMatch(line -> line.contains("a7") && line.contains("stuck"));
  }

  @Test
  void anAgentWhosePersonLeftWithoutAWordIsJudgedWhenItRunsAlone() {
    at(0, "a", new AgentEvent.SessionStarted(ms(0), "at-the-desk", "", "", "", "", "", "", true));
    int cron = 3 * 86_400;
    at(cron, "a", new AgentEvent.SessionStarted(ms(cron), "cron", "", "", "", "", "", "", false));
    at(cron + 1, "a", new AgentEvent.TaskStarted(ms(cron + 1), "nightly", "x"));
    call(cron + 2, "a", "hung", "Bash");
    passTo(cron + 8 * 3_600);
    assertThat(told).anyMatch(line -> line.contains("stuck"));
  }

  @Test
  void anIncidentBesideManyOutagesLeavesNobodyExcusedWhenItIsOver() {
    for (int i = 0; i < 63; i++) {
      fleet.unheard(ms(i * 7_200L), ms(i * 7_200L + 5));
    }
    int now = 70 * 7_200;
    for (int i = 0; i < 20; i++) {
      at(now, "a" + i, new AgentEvent.TaskStarted(ms(now), "t" + i, "x"));
    }
    at(now, "b", new AgentEvent.TaskStarted(ms(now), "tb", "x"));
    passTo(now + 100);
    fleet.unheard(ms(now + 90), ms(now + 100));
    passTo(now + 400); // silence: incident at about now+310
    fleet.unheard(ms(now + 380), ms(now + 390));
    fleet.unheard(ms(now + 395), ms(now + 400));
    for (int second = now + 401; second <= now + 2 * 3_600; second += 60) {
      for (int i = 0; i < 20; i++) {
        at(second, "a" + i, new AgentEvent.TaskProgressed(ms(second), "t" + i, ""));
      }
    }
    assertThat(told).anyMatch(line -> line.contains("acme/b ") && line.contains("stuck"));
  }

  // ---- counts ----

  // ---- exceptions, endless loops ----

  @Test
  void extremeClocksOfAgentsThrowNothing() {
    long[] times = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1};
    int second = 0;
    for (long x : times) {
      for (long y : times) {
        at(second++, "a", new AgentEvent.SessionStarted(x, "", "", "", "", "", "", ""));
        at(second++, "a", new AgentEvent.TaskStarted(x, "", "", y));
        at(second++, "a", new AgentEvent.ToolStarted(x, "", "", ""));
        at(second++, "a", new AgentEvent.ToolFinished(y, "", "", "", "", ToolOutcome.ERROR, ""));
        at(second++, "a", new AgentEvent.TaskFinished(y, "", TaskOutcome.INTERRUPTED));
        at(second++, "a", new AgentEvent.SessionEnded(y, "", ""));
        fact(
            second,
            new ClusterFact.ContainerEnded(
                new AgentKey("acme", "a"), x, "", "", ClusterFact.EndReason.OOM_KILLED));
        fact(second, new ClusterFact.PodScheduled(new AgentKey("acme", "a"), y, "", ""));
        fact(second, new ClusterFact.PodReady(new AgentKey("acme", "a"), y, ""));
        fact(second, new ClusterFact.PodGone(new AgentKey("acme", "a"), y, ""));
        fact(second, new ClusterFact.CrashLooping(new AgentKey("acme", "a"), x, "", ""));
      }
    }
    passTo(second + 100_000);
  }

  private List<String> verdicts() {
    return told.stream()
        .filter(line -> line.contains("stuck") || line.contains("suspect"))
        .toList();
  }

  private void call(int second, String agent, String id, String tool) {
    at(second, agent, new AgentEvent.ToolStarted(ms(second), id, tool, "h"));
  }

  private void back(
      int second,
      String agent,
      String id,
      String tool,
      String args,
      String result,
      ToolOutcome outcome) {
    at(second, agent, new AgentEvent.ToolFinished(ms(second), id, tool, args, result, outcome, ""));
  }

  private static AgentEvent answer(String response, long output) {
    return answer(response, output, "");
  }

  private static AgentEvent answer(String response, long output, String task) {
    return new AgentEvent.ModelAnswered(
        START, "p", "m", response, "", new Usage(0, output, 0, 0, 0), "", task, false);
  }

  private static long ms(long second) {
    return START + second * 1_000L;
  }

  private void at(int second, String agent, AgentEvent event) {
    at(second, new AgentKey("acme", agent), event);
  }

  private void at(int second, AgentKey key, AgentEvent event) {
    fleet.apply(new Activity(key, "event-" + events++, ms(second), event), this::note);
  }

  private void fact(int second, ClusterFact fact) {
    fleet.apply(fact, ms(second), this::note);
  }

  private void passTo(int second) {
    fleet.advance(ms(second) + Deadlines.TICK_MILLIS, this::note);
  }

  private void note(Signal signal) {
    long second = (signal.atMillis() - START) / 1_000;
    String head = signal.agent() + " " + second + " ";
    switch (signal) {
      case Signal.AgentStuck stuck ->
          told.add(head + "stuck " + stuck.cause() + " " + stuck.evidence().rules());
      case Signal.AgentSuspect s ->
          told.add(head + "suspect " + s.cause() + " " + s.evidence().rules());
      case Signal.AgentFreed s -> told.add(head + "freed " + s.cause());
      case Signal.IncidentBegan b ->
          told.add(head + "incident " + b.cause() + " " + b.silent() + " of " + b.atWork());
      case Signal.IncidentEnded e -> told.add(head + "over " + e.cause());
      case Signal.TasksInterrupted t -> told.add(head + "interrupted " + t.cause());
      case Signal.TelemetryGap g -> told.add(head + "gap " + g.sinceMillis());
      default -> {}
    }
  }
}
