package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;

/// Calls in, what is said of them out. A call comes back every twenty seconds, unless a test says
/// otherwise; what is said is `number of the call, suspect or stuck, cause`.
class LoopRulesTest {
  private static final long START = 1_770_000_000_000L;
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");

  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT);
  private final List<String> said = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private int progress;
  private int calls;
  private long at = START;
  private long pace = 20_000;

  @Test
  void theSameCallWithTheSameResultIsSuspectAtThreeAndStuckAtFive() {
    times(5, () -> ok("Grep", "a", "r"));
    ok("Grep", "b", "r2");
    assertThat(said).containsExactly("3 suspect REPEAT_LOOP", "5 stuck REPEAT_LOOP", "6 freed");
  }

  @Test
  void fiveCallsAtOnceAreOneDecision() {
    pace = 200;
    times(9, () -> ok("Grep", "a", "r"));
    assertThat(said).isEmpty();
    at += 60_000;
    times(1, () -> ok("Grep", "a", "r"));
    assertThat(said).containsExactly("10 stuck REPEAT_LOOP");
  }

  @Test
  void callsAreCountedHoweverSlowlyTheyCome() {
    pace = 480_000;
    times(5, () -> ok("Grep", "a", "r"));
    assertThat(said).containsExactly("3 suspect REPEAT_LOOP", "5 stuck REPEAT_LOOP");
  }

  @Test
  void aKnownCallInBetweenDoesNotFreeALoop() {
    ok("Read", "b", "r2");
    times(5, () -> ok("Grep", "a", "r"));
    ok("Read", "b", "r2");
    assertThat(said).containsExactly("4 suspect REPEAT_LOOP", "6 stuck REPEAT_LOOP");
    ok("Read", "b", "r3");
    assertThat(said).last().isEqualTo("8 freed");
  }

  @Test
  void twoCallsInTurnAreACycle() {
    times(
        5,
        () -> {
          ok("Grep", "a", "r");
          ok("Read", "b", "r2");
        });
    assertThat(said).containsExactly("6 suspect REPEAT_LOOP", "10 stuck REPEAT_LOOP");
    assertThat(evidence.getLast().text())
        .isEqualTo("Grep, Read called in turn 5 times with the same results");
  }

  @Test
  void fiveCallsInTurnAreACycle() {
    times(
        5,
        () -> {
          for (int call = 0; call < 5; call++) {
            ok("tool" + call, "a" + call, "r" + call);
          }
        });
    assertThat(said).containsExactly("15 suspect REPEAT_LOOP", "25 stuck REPEAT_LOOP");
  }

  @Test
  void sixCallsInTurnAreNone() {
    times(
        10,
        () -> {
          for (int call = 0; call < 6; call++) {
            ok("tool" + call, "a" + call, "r" + call);
          }
        });
    assertThat(said).isEmpty();
  }

  @Test
  void aCycleWhoseResultsChangeIsWork() {
    for (int i = 0; i < 30; i++) {
      ok("Edit", "a", "r" + i);
      ok("Bash", "test", "t" + i);
    }
    assertThat(said).isEmpty();
    assertThat(progress).isEqualTo(60);
  }

  @Test
  void twoResultsInTurnAreNoProgressWithoutEnd() {
    for (int i = 0; i < 20; i++) {
      ok("Bash", "status", i % 2 == 0 ? "up" : "down");
    }
    assertThat(progress).isEqualTo(2);
  }

  @Test
  void aCallIsNewAgainInAnotherTask() {
    ok("Grep", "a", "r");
    hear(new AgentEvent.TaskFinished(0, "k", TaskOutcome.COMPLETED));
    int before = progress;
    ok("Grep", "a", "r");
    assertThat(progress).isEqualTo(before + 1);
  }

  @Test
  void theSameInAnotherFormIsSuspectAndNeverMore() {
    for (int i = 0; i < 40; i++) {
      call("read", "a" + i, 0x5555, "r", ToolOutcome.OK, "");
    }
    assertThat(said).containsExactly("3 suspect REPEAT_LOOP");
    assertThat(evidence.getLast().text())
        .isEqualTo("tool read called 3 times in nearly the same way");
    assertThat(progress).isEqualTo(40);
  }

  @Test
  void aFailedCallThatIsTriedAgainInNearlyTheSameWayIsSuspect() {
    for (int i = 0; i < 6; i++) {
      call("bash", "a" + i, 0x5555 ^ (1L << (20 + i)), "r" + i, ToolOutcome.ERROR, "E" + i);
    }
    assertThat(said).containsExactly("3 suspect REPEAT_LOOP");
  }

  @Test
  void anEditThatIsNearlyAsTheLastIsWork() {
    for (int i = 0; i < 40; i++) {
      call("edit", "a" + i, 0x5555 ^ (1L << i), "r" + i, ToolOutcome.OK, "");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aToolThatFailsInOneWayIsSuspectAtThreeAndStuckAtFive() {
    failed("fetch", "a", "refused", "ECONNREFUSED");
    failed("fetch", "b", "refused", "ECONNREFUSED");
    times(4, () -> failed("fetch", "a", "refused", "ECONNREFUSED"));
    ok("fetch", "a", "page");
    assertThat(said).containsExactly("3 suspect ERROR_LOOP", "6 stuck ERROR_LOOP", "7 freed");
    assertThat(evidence.getLast().text()).startsWith("tool fetch failed 6 times in the same way");
  }

  @Test
  void differentCallsThatFailInOneWayAreStuckWhenTheyAreMany() {
    // The first one is news.
    for (int i = 0; i < 16; i++) {
      failed("fetch", "a" + i, "refused", "ECONNREFUSED");
    }
    assertThat(said).containsExactly("3 suspect ERROR_LOOP", "16 stuck NO_NEW_RESULT");
  }

  @Test
  void failuresNeedNoFingerprints() {
    times(5, () -> failed("fetch", "", "", "ECONNREFUSED"));
    assertThat(said).containsExactly("3 suspect ERROR_LOOP", "5 stuck ERROR_LOOP");
  }

  @Test
  void aTestThatFailsOtherwiseEachTimeIsWork() {
    for (int i = 0; i < 30; i++) {
      failed("test", "all", "trace " + i, "AssertionError");
      ok("edit", "e" + i, "done");
    }
    for (int i = 0; i < 30; i++) {
      failed("test", "t" + i, "other trace " + i, "AssertionError");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aTestThatFailsInTheSameWayBetweenEditsIsWork() {
    for (int i = 0; i < 30; i++) {
      ok("edit", "e" + i, "done " + i);
      failed("test", "all", "one trace", "AssertionError");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void failuresThatSayNothingOfThemselvesAreNotTakenForTheSame() {
    times(30, () -> failed("fetch", "", "", ""));
    assertThat(said).isEmpty();
  }

  @Test
  void aPersonsNoIsNotAFailure() {
    for (int i = 0; i < 30; i++) {
      call("edit", "a" + i, 0, "no " + i, ToolOutcome.REJECTED, "rejected");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void callsOfOneToolInNoOrderOfWhichNoneIsNewAreAThrash() {
    // The sequence of Thue and Morse: nothing stands in it three times in a row.
    for (char which : "01101001100101101".toCharArray()) {
      ok("search", "a" + which, "r" + which);
    }
    assertThat(said).containsExactly("10 suspect NO_NEW_RESULT", "17 stuck NO_NEW_RESULT");
    ok("search", "a new one", "r");
    assertThat(said).last().isEqualTo("18 freed");
    ok("search", "a0", "r0");
    assertThat(said).hasSize(3);
  }

  @Test
  void aHundredEditsWithOneAnswerAreWork() {
    for (int i = 0; i < 100; i++) {
      ok("edit", "a" + i, "file updated");
    }
    assertThat(said).isEmpty();
  }

  @Test
  void lengthAloneAccusesNobody() {
    for (int i = 0; i < 1_000; i++) {
      ok("bash", "a" + i, "r" + i);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void anUnchangedPollIsSuspectAtTenAndStuckAtTwenty() {
    times(20, () -> ok("BashOutput", "shell-1", "running"));
    assertThat(said).containsExactly("10 suspect NO_NEW_RESULT", "20 stuck NO_NEW_RESULT");
    ok("BashOutput", "shell-1", "done");
    assertThat(said).last().isEqualTo("21 freed");
  }

  @Test
  void aPollInTurnWithOtherCallsIsAPoll() {
    times(
        20,
        () -> {
          ok("Bash", "sleep 30", "");
          ok("Bash", "sleep 30", "slept");
          ok("TaskOutput", "t", "running");
        });
    // The call without a result is no part of a loop, and so there is none.
    assertThat(said).isEmpty();
    times(
        20,
        () -> {
          ok("Bash", "sleep 60", "slept");
          ok("TaskOutput", "t2", "running");
        });
    assertThat(said).containsExactly("80 suspect NO_NEW_RESULT", "100 stuck NO_NEW_RESULT");
  }

  @Test
  void callsWithoutFingerprintsAreNeverALoop() {
    times(100, () -> ok("Bash", "", "r"));
    times(100, () -> ok("Bash", "a", ""));
    assertThat(said).isEmpty();
    assertThat(progress).isEqualTo(200);
  }

  @Test
  void evidenceShowsTheLastTenCalls() {
    for (int i = 0; i < 12; i++) {
      ok("Read", "a" + i, "r" + i);
    }
    times(3, () -> failed("Grep", "a", "r", "E"));
    List<Evidence.CallPrint> shown = evidence.getLast().calls();
    assertThat(shown).hasSize(10);
    assertThat(shown.stream().map(Evidence.CallPrint::tool).distinct())
        .containsExactly("Read", "Grep");
    assertThat(shown.getLast().outcome()).isEqualTo(ToolOutcome.ERROR);
    assertThat(shown.get(9)).isEqualTo(shown.get(8));
  }

  private void ok(String tool, String args, String result) {
    call(tool, args, 0, result, ToolOutcome.OK, "");
  }

  private void failed(String tool, String args, String result, String error) {
    call(tool, args, 0, result, ToolOutcome.ERROR, error);
  }

  private void call(
      String tool, String args, long sketch, String result, ToolOutcome outcome, String error) {
    calls++;
    hear(new ToolFinished(0, "c" + calls, tool, args, result, outcome, error, sketch));
  }

  private void hear(AgentEvent event) {
    fleet.apply(new Activity(AGENT, "", at, event), this::note);
    at += pace;
  }

  private static void times(int times, Runnable what) {
    for (int i = 0; i < times; i++) {
      what.run();
    }
  }

  private void note(Signal signal) {
    switch (signal) {
      case Signal.AgentSuspect suspect -> {
        said.add(calls + " suspect " + suspect.cause());
        evidence.add(suspect.evidence());
      }
      case Signal.AgentStuck stuck -> {
        said.add(calls + " stuck " + stuck.cause());
        evidence.add(stuck.evidence());
      }
      case Signal.AgentFreed _ -> said.add(calls + " freed");
      case Signal.ProgressMade _ -> progress++;
      default -> {}
    }
  }
}
