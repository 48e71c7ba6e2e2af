package watchbill.exporter.volumes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final long START = 1_767_323_045_000L;
  private static final long MINUTE = 60_000;
  private static final long GIB = 1L << 30;

  private final Growth growth = new Growth(START);

  @Test
  void saysNothingBeforeThereIsAnHourOfSamples() {
    for (long i = 0; i < 11; i++) {
      growth.sample(START + i * 5 * MINUTE, i);
    }
    assertThat(growth.at(START + 50 * MINUTE)).isNull();

    growth.sample(START + 55 * MINUTE, 11);
    assertThat(growth.at(START + 55 * MINUTE)).isNotNull();
  }

  @Test
  void findsTheSlopeOfALine() {
    for (long i = 0; i <= 60; i++) {
      growth.sample(START + i * MINUTE, 7 * GIB + i * 60_000_000L); // a minute brings 60 MB
    }

    Growth.Trend trend = requireNonNull(growth.at(START + 60 * MINUTE));
    assertThat(trend.bytesPerSecond()).isCloseTo(1e6, within(1e-3));
    assertThat(trend.grows()).isTrue();
    assertThat(trend.secondsUntilUsed(3_600_000_000L)).isCloseTo(3_600, within(1e-3));
  }

  @Test
  void takesOneSampleInFiveMinutesAndForgetsThoseBeforeTheWindow() {
    for (long i = 0; i <= 24 * 60; i++) {
      long used = i < 18 * 60 ? i * GIB : 18 * 60 * GIB - (i - 18 * 60) * 600L;
      growth.sample(START + i * MINUTE, used);
    }

    Growth.Trend trend = requireNonNull(growth.at(START + 24 * 60 * MINUTE));
    assertThat(trend.bytesPerSecond()).isCloseTo(-10, within(1e-3));
    assertThat(trend.secondsUntilUsed(1)).isEqualTo(-1);
  }

  @Test
  void doesNotTakeUpsAndDownsForGrowth() {
    for (long i = 0; i < 72; i++) {
      growth.sample(START + i * 5 * MINUTE, (i % 6) * GIB + i * 1_000_000L);
    }

    Growth.Trend trend = requireNonNull(growth.at(START + 71 * 5 * MINUTE));
    assertThat(trend.bytesPerSecond()).isPositive();
    assertThat(trend.grows()).isFalse();
    assertThat(trend.secondsUntilUsed(GIB)).isEqualTo(-1);
  }

  @Test
  void looksAheadForFourDays() {
    Growth.Trend trend = new Growth.Trend(1, 0);

    assertThat(trend.secondsUntilUsed(345_600)).isEqualTo(345_600);
    assertThat(trend.secondsUntilUsed(345_601)).isEqualTo(-1);
    assertThat(new Growth.Trend(0, 0).secondsUntilUsed(0)).isEqualTo(-1);
  }

  @Test
  void saysNothingOfATrendThatIsOver() {
    for (long i = 0; i < 20; i++) {
      growth.sample(START + i * 5 * MINUTE, i * GIB);
    }

    assertThat(growth.at(START + 7 * 60 * MINUTE)).as("8 of the samples are left").isNull();
  }

  @Test
  void beginsAnewWhenTheClockIsSetBack() {
    for (long i = 0; i < 20; i++) {
      growth.sample(START + i * 5 * MINUTE, i * GIB);
    }
    long back = START - 3_600 * MINUTE;
    for (long i = 0; i < 12; i++) {
      growth.sample(back + i * 5 * MINUTE, 300_000L * (12 - i));
    }

    assertThat(requireNonNull(growth.at(back + 55 * MINUTE)).bytesPerSecond())
        .isCloseTo(-1_000, within(1e-6));
  }

  @Test
  @Tag("property")
  void isTheLineOfLeastSquares() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Growth any = new Growth(START);
      List<double[]> kept = new ArrayList<>();
      long at = START;
      int samples = 12 + random.nextInt(200);
      for (int i = 0; i < samples; i++) {
        long used = (long) (random.nextDouble() * 1e12);
        any.sample(at, used);
        kept.add(new double[] {at / 1_000.0, used});
        at += (5 + random.nextInt(20)) * MINUTE;
      }
      long now = at;
      kept.removeIf(one -> one[0] < now / 1_000.0 - 6 * 3_600);
      kept.subList(0, Math.max(0, kept.size() - 72)).clear();
      Growth.Trend trend = any.at(now);
      if (kept.size() < 12) {
        assertThat(trend).isNull();
      } else {
        double slope = requireNonNull(trend).bytesPerSecond();
        assertThat(squares(kept, slope))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(squares(kept, slope * 1.0001 + 1))
            .isLessThanOrEqualTo(squares(kept, slope * 0.9999 - 1));
      }
    }
  }

  /// The least sum of squares that any line of this slope has.
  private static double squares(List<double[]> points, double slope) {
    double meanX = points.stream().mapToDouble(one -> one[0]).average().orElseThrow();
    double meanY = points.stream().mapToDouble(one -> one[1]).average().orElseThrow();
    return points.stream()
        .mapToDouble(one -> one[1] - meanY - slope * (one[0] - meanX))
        .map(rest -> rest * rest)
        .sum();
  }
}
