package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Heard.answered;
import static watchbill.core.rules.Heard.called;
import static watchbill.core.rules.Heard.returned;
import static watchbill.core.rules.Heard.session;
import static watchbill.core.rules.Heard.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;
import watchbill.core.WaitingFor;

/// How long a call may be silent, and whom an agent then waits for.
class CallPatienceTest {
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");
  private static final AgentKey PEER = new AgentKey("acme", "backend-1");
  private static final AgentKey STRANGER = new AgentKey("other", "backend-1");

  private final Heard heard = new Heard(FleetOptions.DEFAULT, AGENT);

  @Test
  void aToolOfWhichLittleIsKnownHangsAfterTenMinutesAndIsSuspectAfterFive() {
    learn(PEER, 19, 600);
    heard.at(100_000, called("c", "Build", 100_000));
    heard.passTo(101_000);
    assertThat(heard.said)
        .containsExactly(
            "100000 WAITING_TOOL",
            "100300 suspect TOOL_HANG: tool Build, call c, in flight since 2026-02-03T06:26:40Z",
            "100300 SUSPECT",
            "100600 stuck TOOL_HANG: tool Build, call c, in flight since 2026-02-03T06:26:40Z",
            "100600 STUCK");
  }

  @Test
  void aToolThatUsuallyTakesLongHangsAfterThreeTimesThat() {
    learn(PEER, 20, 600);
    heard.at(100_000, called("c", "Build", 100_000));
    heard.passTo(200_000);
    // Ten minutes are 724 s by the bucket in which they stand.
    assertThat(heard.said)
        .extracting(said -> said.replaceAll(":.*", ""))
        .containsExactly(
            "100000 WAITING_TOOL",
            "101086 suspect TOOL_HANG",
            "101086 SUSPECT",
            "102172 stuck TOOL_HANG",
            "102172 STUCK");
    assertThat(heard.said.get(3))
        .endsWith(
            "in flight since 2026-02-03T06:26:40Z, and 99 of 100 calls of it are back within"
                + " 12 min 4 s");
  }

  @Test
  void nothingThatIsLearnedMovesTheLimitBeyondAnHour() {
    learn(PEER, 20, 40_000);
    heard.at(1_000_000, called("c", "Build", 1_000_000));
    heard.passTo(1_003_599);
    assertThat(heard.said).containsExactly("1000000 WAITING_TOOL");
    heard.passTo(1_003_602);
    assertThat(heard.said).last().isEqualTo("1003600 STUCK");
  }

  @Test
  void whatIsLearnedIsTheTenantsOwn() {
    learn(STRANGER, 20, 600);
    heard.at(100_000, called("c", "Build", 100_000));
    heard.passTo(100_602);
    assertThat(heard.said).last().isEqualTo("100600 STUCK");
  }

  @Test
  void whatIsLearnedOutlivesARestart() {
    learn(PEER, 20, 600);
    heard.restart();
    heard.at(100_000, called("c", "Build", 100_000));
    heard.passTo(100_900);
    assertThat(heard.said).containsExactly("100000 WAITING_TOOL");
  }

  @Test
  void nothingIsLearnedFromCallsThatWaitedForAPerson() {
    for (int i = 0; i < 30; i++) {
      int second = i * 2_000;
      heard.at(second, PEER, called("c" + i, "Build", second));
      heard.at(second + 1, PEER, new AgentEvent.Waiting(0, WaitingFor.HUMAN));
      heard.at(second + 600, PEER, returned("c" + i, "Build", second + 600, ToolOutcome.OK));
      heard.at(second + 700, PEER, called("d" + i, "Build", second + 700));
      ToolOutcome refused = i % 2 == 0 ? ToolOutcome.REJECTED : ToolOutcome.INTERRUPTED;
      heard.at(second + 1_300, PEER, returned("d" + i, "Build", second + 1_300, refused));
    }
    heard.at(100_000, called("c", "Build", 100_000));
    heard.passTo(100_602);
    assertThat(heard.said).last().isEqualTo("100600 STUCK");
  }

  @Test
  void aSignOfLifeOfTheCallPutsItsHangOff() {
    heard.at(0, called("c", "Build", 0));
    heard.at(200, new AgentEvent.Heartbeat(0, -1, -1, "c", -1));
    heard.at(201, new AgentEvent.Heartbeat(0, -1, -1, "another", -1));
    heard.at(202, new AgentEvent.Heartbeat(0, 1, 0));
    heard.passTo(799);
    assertThat(heard.said)
        .extracting(said -> said.replaceAll(":.*", ""))
        .containsExactly("0 WAITING_TOOL", "500 suspect TOOL_HANG", "500 SUSPECT");
    heard.passTo(802);
    assertThat(heard.said)
        .contains(
            "800 stuck TOOL_HANG: tool Build, call c, in flight since 2026-02-02T02:40:00Z,"
                + " no sign of life since 2026-02-02T02:43:20Z");
  }

  @Test
  void theCallThatBeganLastIsTheOneThatIsWaitedFor() {
    heard.at(0, called("its-end-was-lost", "Read", 0));
    heard.at(1_000, called("c", "Build", 1_000));
    heard.passTo(1_602);
    assertThat(heard.said.get(heard.said.size() - 2))
        .startsWith("1600 stuck TOOL_HANG: tool Build, call c,");
  }

  @Test
  void aToolThatAsksAPersonWaitsForOneAndHasAnHour() {
    heard.at(0, task());
    heard.at(10, called("c", "AskUserQuestion", 10));
    heard.passTo(4_000);
    assertThat(heard.said)
        .containsExactly(
            "0 WORKING",
            "10 WAITING_HUMAN",
            "3610 stuck HUMAN_WAIT: tool AskUserQuestion, call c, asks a person, no answer since "
                + "2026-02-02T02:40:10Z",
            "3610 STUCK");
  }

  @Test
  void theToolsThatAskAPersonAreASetting() {
    CallLimits calls = new CallLimits(Duration.ofHours(1), Duration.ofHours(24), List.of("ask"));
    Heard others =
        new Heard(
            FleetOptions.DEFAULT.with(Thresholds.DEFAULT.with(LoopLimits.DEFAULT, calls)), AGENT);
    others.at(0, called("c", "AskUserQuestion", 0));
    others.at(10, called("d", "ask", 0));
    assertThat(others.said).containsExactly("0 WAITING_TOOL", "10 WAITING_HUMAN");
  }

  @Test
  void anAttendedAgentsSilentCallWaitsForItsPersonAndHasADay() {
    heard.at(0, session(true));
    heard.at(1, task());
    heard.at(10, called("c", "Edit", 10));
    heard.passTo(90_000);
    assertThat(heard.said)
        .containsExactly(
            "0 IDLE",
            "1 WORKING",
            "10 WAITING_TOOL",
            "610 WAITING_HUMAN",
            "86410 stuck HUMAN_WAIT: tool Edit, call c, of an attended agent, no sign of life since"
                + " 2026-02-02T02:40:10Z: it is taken to wait for a person",
            "86410 STUCK");
  }

  @Test
  void thePersonIsSeenSoonerWhereTheToolIsKnownToBeQuick() {
    heard.at(0, session(true));
    heard.at(0, task());
    for (int i = 1; i <= 20; i++) {
      heard.at(i * 10L, called("c" + i, "Edit", i * 10L));
      heard.at(i * 10L + 1, returned("c" + i, "Edit", i * 10L + 1, ToolOutcome.OK));
    }
    heard.at(1_000, called("c", "Edit", 1_000));
    heard.passTo(1_062);
    assertThat(heard.said).last().isEqualTo("1060 WAITING_HUMAN");
    heard.at(1_070, new AgentEvent.Heartbeat(0, -1, -1, "c", -1));
    assertThat(heard.said).last().isEqualTo("1070 WAITING_TOOL");
  }

  @Test
  void afterAnAnswerWithoutACallItIsThePersonsTurn() {
    heard.at(0, session(true));
    heard.at(0, task());
    heard.at(10, answered("r1", 50));
    heard.passTo(80_000);
    assertThat(heard.said).containsExactly("0 IDLE", "0 WORKING", "70 WAITING_HUMAN");
    heard.passTo(90_000);
    assertThat(heard.said)
        .contains(
            "86410 stuck HUMAN_WAIT: the model answered at 2026-02-02T02:40:10Z and called no tool:"
                + " it is the person's turn");
  }

  @Test
  void anAttendedAgentWhoseModelDoesNotAnswerIsSilent() {
    heard.at(0, session(true));
    heard.at(0, task());
    heard.at(10, called("c", "Edit", 10));
    heard.at(11, returned("c", "Edit", 11, ToolOutcome.OK));
    heard.passTo(620);
    assertThat(heard.said).last().isEqualTo("611 STUCK");
  }

  @Test
  void aRejectionDoesNotShowThatAPersonSitsThere() {
    heard.at(0, called("c", "Edit", 0));
    heard.at(5, returned("c", "Edit", 5, ToolOutcome.REJECTED));
    heard.at(10, called("d", "Edit", 10));
    heard.passTo(5_000);
    assertThat(heard.said).last().isEqualTo("610 STUCK");
  }

  @Test
  void nobodyAttendsTheNextSessionForThat() {
    heard.at(0, session(true));
    heard.at(1, new AgentEvent.SessionEnded(0, "s", "done"));
    heard.at(2, session(false));
    heard.at(10, called("c", "Edit", 10));
    heard.passTo(620);
    assertThat(heard.said).last().isEqualTo("610 STUCK");
  }

  @Test
  void aContainerThatDiedIsNoPerson() {
    Fleet fleet = new Fleet(FleetOptions.DEFAULT);
    List<String> stuck = new ArrayList<>();
    long start = Heard.START;
    fleet.apply(new Activity(AGENT, "1", start, session(true)), _ -> {});
    fleet.apply(new Activity(AGENT, "2", start, called("c", "Edit", 0)), _ -> {});
    fleet.apply(
        new ClusterFact.ContainerEnded(
            AGENT, start + 1, "p", "agent", ClusterFact.EndReason.OOM_KILLED),
        start + 1,
        _ -> {});
    fleet.advance(
        start + 700_000,
        signal -> {
          if (signal instanceof Signal.AgentStuck verdict) {
            stuck.add(verdict.cause().name());
          }
        });
    assertThat(stuck).containsExactly("OOM_KILLED");
  }

  /// Lets an agent make calls of a tool, each of so many seconds.
  private void learn(AgentKey agent, int calls, int seconds) {
    for (int i = 0; i < calls; i++) {
      int second = i * (seconds + 1);
      heard.at(second, agent, called("c" + i, "Build", second));
      heard.at(
          second + seconds, agent, returned("c" + i, "Build", second + seconds, ToolOutcome.OK));
    }
  }
}
