package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.core.rules.Stage.called;
import static watchbill.core.rules.Stage.finished;
import static watchbill.core.rules.Stage.returned;
import static watchbill.core.rules.Stage.started;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.WaitingFor;

/// Since when humans are waited for and calls are in flight, and agents of which nothing is heard.
class OpenWaitsTest {
  private final Stage stage = new Stage(OpenWaitsTest::words);

  @Test
  void aWaitForAHumanIsToldWhenItBeginsAndAddedUpWhenItEnds() {
    stage.at(10, new AgentEvent.Waiting(0, WaitingFor.HUMAN));
    stage.at(20, new AgentEvent.Waiting(0, WaitingFor.HUMAN));
    stage.at(70, new AgentEvent.Resumed(0, WaitingFor.HUMAN));
    stage.at(100, new AgentEvent.Waiting(0, WaitingFor.HUMAN));
    stage.at(105, new AgentEvent.Waiting(0, WaitingFor.AGENT));
    assertThat(stage.told())
        .containsExactly(
            "10 human since 10, 0 s before",
            "70 human since 0, 60 s before",
            "100 human since 100, 60 s before",
            "105 human since 0, 65 s before");
  }

  @Test
  void theOldestCallInFlightIsTold() {
    stage.at(10, called(10, "c-1"));
    stage.at(20, called(20, "c-2"));
    stage.at(30, returned(30, "c-1"));
    stage.at(40, returned(40, "c-2"));
    assertThat(stage.told()).containsExactly("10 call 10", "30 call 20", "40 call 0");
  }

  @Test
  void callsThatEndWithTheirTaskAreNotInFlight() {
    stage.at(0, started(0, "t"));
    stage.at(10, called(10, "c-1"));
    stage.at(20, finished(20, "t", TaskOutcome.COMPLETED));
    assertThat(stage.told()).containsExactly("10 call 10", "20 call 0");
  }

  @Test
  void anAgentAtWorkWhoseHeartbeatsStopIsUnknown() {
    beats(0, 5, 30);
    stage.at(121, started(121, "t"));
    stage.passTo(600);
    assertThat(stage.told()).containsExactly("241 gap 121", "241 UNKNOWN");
    stage.at(610, beat());
    assertThat(stage.told()).contains("610 gap 0").last().isEqualTo("610 SUSPECT");
  }

  @Test
  void slowHeartbeatsAreMissedAfterThreeOfThem() {
    stage.at(0, started(0, "t"));
    beats(0, 4, 100);
    stage.passTo(599);
    assertThat(stage.told()).containsExactly("300 SUSPECT");
    stage.passTo(600);
    assertThat(stage.told()).contains("600 gap 300");
  }

  @Test
  void anIdleAgentIsNotMissed() {
    beats(0, 9, 10);
    stage.passTo(100_000);
    assertThat(stage.told()).isEmpty();
  }

  @Test
  void anAgentThatNeverSentHeartbeatsIsNotMissed() {
    stage.at(0, started(0, "t"));
    stage.passTo(590);
    assertThat(stage.told()).containsExactly("300 SUSPECT");
  }

  @Test
  void heartbeatsOfACallEndWithIt() {
    stage.at(0, started(0, "t"));
    for (int second = 0; second < 300; second += 10) {
      stage.at(second, new AgentEvent.Heartbeat(0, -1, -1, "c-1", -1));
    }
    stage.passTo(590);
    assertThat(stage.told()).containsExactly("300 SUSPECT");
  }

  @Test
  void anAgentThatSendsHeartbeatsNowAndThenIsSoonBelievedNoMore() {
    stage.at(0, started(0, "t"));
    int second = 0;
    for (int burst = 0; burst < 9; burst++) {
      for (int i = 0; i < 100; i++) {
        second += 10;
        stage.at(second, beat());
      }
      second += 1_000;
    }
    assertThat(stage.told()).filteredOn(line -> line.contains("gap")).hasSize(2 * 3);
  }

  @Test
  void ourOwnOutageIsNoGap() {
    stage.at(0, started(0, "t"));
    beats(0, 5, 30);
    stage.unheard(130, 400);
    stage.passTo(500);
    assertThat(stage.told()).isEmpty();
    stage.passTo(510);
    assertThat(stage.told()).contains("510 gap 120");
  }

  private void beats(long second, int count, int every) {
    for (int i = 0; i < count; i++) {
      stage.at(second + (long) i * every, beat());
    }
  }

  private static AgentEvent beat() {
    return new AgentEvent.Heartbeat(0, 1, 0);
  }

  private static String words(Signal signal) {
    return switch (signal) {
      case Signal.HumanWaits waits ->
          "human since %d, %d s before"
              .formatted(second(waits.sinceMillis()), waits.totalMillis() / 1_000);
      case Signal.CallsInFlight calls -> "call " + second(calls.sinceMillis());
      case Signal.TelemetryGap gap -> "gap " + second(gap.sinceMillis());
      case Signal.ActivityChanged change when signal.atMillis() > Stage.millis(200) ->
          change.activity().name();
      default -> "";
    };
  }

  private static long second(long atMillis) {
    return atMillis == 0 ? 0 : (atMillis - Stage.START) / 1_000;
  }
}
