package watchbill.exporter.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long HOUR = 3_600_000;

  @Test
  @Tag("property")
  void losesNothingWhateverTheSteps() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Meter meter = new Meter();
      BigInteger exact = BigInteger.ZERO;
      for (int step = random.nextInt(50); step > 0; step--) {
        long price = random.nextLong(random.nextBoolean() ? 100 : 1_000_000_000_000_000L);
        long millis = random.nextLong(300_000);
        meter.advance(price, millis);
        exact = exact.add(BigInteger.valueOf(price).multiply(BigInteger.valueOf(millis)));
      }

      assertThat(
              BigInteger.valueOf(meter.picoUsd())
                  .multiply(BigInteger.valueOf(HOUR))
                  .add(BigInteger.valueOf(meter.remainder())))
          .as("seed %d", seed)
          .isEqualTo(exact);
      assertThat(meter.remainder()).isBetween(0L, HOUR - 1);
    }
  }

  @Test
  void staysAtTheLargestAmountRatherThanTurnNegative() {
    Meter meter = new Meter();
    for (int hour = 0; hour < 3; hour++) {
      meter.advance(Long.MAX_VALUE, HOUR);
    }
    assertThat(meter.picoUsd()).isEqualTo(Long.MAX_VALUE);
    BillDraft draft = new BillDraft();
    draft.hold(Resource.VOLUME, null, Long.MAX_VALUE);
    draft.hold(Resource.VOLUME, null, Long.MAX_VALUE);
    assertThat(draft.finish().shares()).containsValue(Long.MAX_VALUE);
  }

  @Test
  void forgetsWhatHasHadNoPriceForAnHour() {
    Meters<String> meters = new Meters<>();
    meters.advance(Map.of("gone", HOUR, "here", HOUR), 1_000);
    meters.advance(Map.of("here", HOUR), HOUR);
    assertThat(meters.picoUsd()).isEqualTo(Map.of("gone", 1_000L, "here", 1_000L + HOUR));

    meters.advance(Map.of("here", HOUR), 1);
    assertThat(meters.picoUsd()).containsOnlyKeys("here");
  }

  @Test
  void dividesAPriceWithoutOverflow() {
    assertThat(Division.timesOver(1_000_000_000_000_000L, 1L << 45, 1L << 45))
        .isEqualTo(1_000_000_000_000_000L);
    assertThat(Division.timesOver(Long.MAX_VALUE, 3, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(new Division(10, 0, 0).part(5)).isZero();
  }
}
