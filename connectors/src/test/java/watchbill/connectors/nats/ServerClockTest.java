package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerClockTest {
  private final AtomicLong nanos = new AtomicLong(77);
  private final ServerClock clock = new ServerClock(nanos::get);

  @Test
  void goesOnFromWhatItWasTold() {
    clock.set(1_000);
    nanos.addAndGet(5_000_000);

    assertThat(clock.millis()).isEqualTo(1_005);
  }

  @Test
  void neverGoesBackForAnOldMessage() {
    clock.set(1_000);
    clock.atLeast(900);

    assertThat(clock.millis()).isEqualTo(1_000);

    clock.atLeast(1_100);

    assertThat(clock.millis()).isEqualTo(1_100);
  }

  @Test
  void goesBackWhenTheServerSaysSo() {
    clock.set(1_000);
    clock.set(500);

    assertThat(clock.millis()).isEqualTo(500);
  }
}
