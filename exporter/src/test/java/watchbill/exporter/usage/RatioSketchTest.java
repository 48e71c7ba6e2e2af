package watchbill.exporter.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RatioSketchTest {
  private static final Duration WINDOW = Duration.ofHours(8);
  private static final long HOUR = 3_600_000;
  private static final long START = 1_767_323_045_000L;

  /// The 32nd root of 2, less 1: half a bucket.
  private static final double ERROR = 0.0219;

  private final RatioSketch sketch = new RatioSketch(WINDOW);

  @Test
  @Tag("property")
  void isAsNearToTheExactPercentileAsItSays() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      RatioSketch any = new RatioSketch(WINDOW);
      double[] all = new double[1 + random.nextInt(3_000)];
      for (int i = 0; i < all.length; i++) {
        all[i] = Math.min(255, Math.max(0.0003, Math.exp(random.nextGaussian() * 2 - 1)));
        any.add(all[i], START);
      }
      Arrays.sort(all);
      for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
        double exact = all[(int) Math.max(0, Math.ceil(share * all.length) - 1)];
        assertThat(any.percentile(share))
            .as("seed %d, share %s", seed, share)
            .isCloseTo(exact, within(exact * ERROR));
      }
    }
  }

  @Test
  void takesAnyRatio() {
    for (double ratio : new double[] {0, 1e-300, 0.0002, 300, 1e300}) {
      sketch.add(ratio, START);
    }

    assertThat(sketch.count()).isEqualTo(5);
    assertThat(sketch.percentile(0.5)).isZero();
    assertThat(sketch.percentile(1)).isCloseTo(256, within(1e-9));
  }

  @Test
  void forgetsWhatLiesBeforeTheWindow() {
    for (int hour = 0; hour < 8; hour++) {
      sketch.add(hour < 4 ? 0.1 : 1.6, START + hour * HOUR);
    }
    assertThat(sketch.percentile(0.5)).isCloseTo(0.1, within(0.1 * ERROR));

    sketch.advance(START + 8 * HOUR);
    assertThat(sketch.count()).isEqualTo(7);
    assertThat(sketch.percentile(0.5)).isCloseTo(1.6, within(1.6 * ERROR));

    sketch.advance(START + 14 * HOUR);
    assertThat(sketch.count()).isEqualTo(1);

    sketch.advance(START + 1_000 * HOUR);
    assertThat(sketch.count()).isZero();
    sketch.add(0.5, START + 1_000 * HOUR);
    assertThat(sketch.count()).isEqualTo(1);
  }

  @Test
  void standsStillWhileTheClockIsSetBack() {
    sketch.add(0.5, START);
    sketch.add(0.5, START - 100 * HOUR);

    assertThat(sketch.count()).isEqualTo(2);
    sketch.advance(START + 7 * HOUR);
    assertThat(sketch.count()).isEqualTo(2);
  }
}
