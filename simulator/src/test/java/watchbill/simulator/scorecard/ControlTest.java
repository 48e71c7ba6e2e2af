package watchbill.simulator.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;

/// The control fires when Prometheus would.
class ControlTest {
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");
  private static final long MINUTE = 60_000;

  /// A whole hour, so that scrapes and evaluations fall on whole minutes after it.
  private static final long START = 1_800_000_000_000L;

  private final List<Long> firedAfter = new ArrayList<>();
  private final Control control =
      new Control(Duration.ofMinutes(10), START, (_, at) -> firedAfter.add((at - START) / MINUTE));
  private long calls;

  @Test
  void firesTenMinutesAfterAWindowWithoutAnIncrease() {
    sessions(0, 2);
    call(1);
    call(2);
    call(3);
    control.come(START + 60 * MINUTE);

    // The scrape at 3 min shows the last increase, and leaves the window with the one before it
    // when that is older than ten minutes: at 13 min.
    assertThat(firedAfter).containsExactly(23L);
  }

  @Test
  void startsItsTimerAgainAfterACall() {
    sessions(0, 2);
    call(1);
    call(2);
    control.come(START + 20 * MINUTE);
    call(20);
    control.come(START + 60 * MINUTE);

    assertThat(firedAfter).containsExactly(40L);
  }

  @Test
  void doesNotFireWithoutSessionsOrWithoutCounters() {
    call(1);
    control.come(START + 60 * MINUTE);
    assertThat(firedAfter).isEmpty();

    sessions(60, 1);
    control.take(
        new Watcher.Told(START + 61 * MINUTE, new Signal.LoadUnknown(AGENT, START + 61 * MINUTE)));
    control.come(START + 120 * MINUTE);
    assertThat(firedAfter).isEmpty();
  }

  @Test
  void takesTheFirstSampleOfACounterForNoIncrease() {
    sessions(0, 1);
    call(1);
    control.come(START + 60 * MINUTE);

    // Two samples make an increase of nothing.
    assertThat(firedAfter).containsExactly(12L);
  }

  private void call(long afterMinutes) {
    calls++;
    long at = START + afterMinutes * MINUTE;
    control.take(new Watcher.Told(at, new Signal.ToolCallsEnded(AGENT, at, ToolOutcome.OK, calls)));
  }

  private void sessions(long afterMinutes, int sessions) {
    long at = START + afterMinutes * MINUTE;
    control.take(new Watcher.Told(at, new Signal.LoadReported(AGENT, at, sessions, 0)));
  }
}
