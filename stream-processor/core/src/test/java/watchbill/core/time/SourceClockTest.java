package watchbill.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import watchbill.core.time.SourceClock.Outage;

class SourceClockTest {
  private final SourceClock clock = new SourceClock(0);

  @Test
  void isWhereItsSlowestSourceIs() {
    clock.caughtUp("nats", 5_000);
    clock.caughtUp("http", 3_000);
    assertThat(clock.nowMillis()).isEqualTo(3_000);
    clock.heard("http", 9_000);
    assertThat(clock.nowMillis()).isEqualTo(5_000);
  }

  @Test
  void isNotHeldBackByAnIdleSource() {
    clock.caughtUp("nats", 5_000);
    clock.caughtUp("http", 3_000);
    clock.idle("http");
    assertThat(clock.nowMillis()).isEqualTo(5_000);
  }

  @Test
  void neverFalls() {
    clock.caughtUp("nats", 5_000);
    assertThat(clock.nowMillis()).isEqualTo(5_000);
    clock.caughtUp("http", 3_000);
    assertThat(clock.nowMillis()).isEqualTo(5_000);
  }

  @Test
  void standsStillWhileASourceIsDown() {
    clock.caughtUp("nats", 5_000);
    clock.caughtUp("http", 5_000);
    clock.down("nats");
    clock.caughtUp("http", 60_000);
    assertThat(clock.nowMillis()).isEqualTo(5_000);
  }

  @Test
  void tellsTheSpanInWhichNobodyCouldBeHeard() {
    clock.caughtUp("nats", 5_000);
    clock.down("nats");
    assertThat(clock.caughtUp("nats", 65_000)).isEqualTo(new Outage(5_000, 125_000));
    assertThat(clock.caughtUp("nats", 66_000)).isNull();
  }

  @Test
  void countsEverythingAsUnheardUntilTheSourceHasCaughtUp() {
    clock.caughtUp("nats", 5_000);
    clock.down("nats");
    // Stored before the outage and delivered after it: says nothing of how long it lasted.
    assertThat(clock.heard("nats", 5_100)).isEqualTo(new Outage(5_000, 6_100));
    assertThat(clock.heard("nats", 5_900)).isNull();
    assertThat(clock.heard("nats", 70_000)).isEqualTo(new Outage(5_000, 71_000));
    assertThat(clock.caughtUp("nats", 72_000)).isEqualTo(new Outage(5_000, 132_000));
  }

  @Test
  void remembersWhenItStoppedBeforeARestart() {
    SourceClock restarted = new SourceClock(5_000);
    restarted.down("nats");
    assertThat(restarted.caughtUp("nats", 65_000)).isEqualTo(new Outage(5_000, 125_000));
  }

  @Test
  void knowsOfNoOutageBeforeItHasHeardAnything() {
    clock.down("nats");
    assertThat(clock.caughtUp("nats", 65_000)).isNull();
  }
}
