package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PauseTest {
  @Test
  void doublesUpToItsLimitAndDrawsFromTheUpperHalf() {
    for (int seed = 0; seed < 1_000; seed++) {
      Pause pause = new Pause(Duration.ofNanos(100), Duration.ofNanos(350), new Random(seed));

      assertThat(pause.nextNanos()).isBetween(50L, 100L);
      assertThat(pause.nextNanos()).isBetween(100L, 200L);
      assertThat(pause.nextNanos()).isBetween(175L, 350L);
      assertThat(pause.nextNanos()).isBetween(175L, 350L);
      pause.reset();
      assertThat(pause.nextNanos()).isBetween(50L, 100L);
    }
  }
}
