package watchbill.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void putsPowersOfTwoAtTheUpperEndOfTheirBucket() {
    for (int power = -40; power <= 60; power++) {
      double value = Math.scalb(1.0, power);
      assertThat(Distribution.bucketOf(value)).as("2^%d", power).isEqualTo(power * 8);
      assertThat(Distribution.bucketOf(Math.nextUp(value))).isEqualTo(power * 8 + 1);
      assertThat(Distribution.bucketOf(Math.nextDown(value))).isEqualTo(power * 8);
    }
  }

  @Test
  void holdsEachValueBetweenTheBoundsOfItsBucket() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double value = Math.scalb(random.nextDouble(1, 2), random.nextInt(-40, 60));
      int bucket = Distribution.bucketOf(value);
      assertThat(value)
          .isGreaterThan(Math.pow(2, (bucket - 1) / 8.0) * (1 - 1e-15))
          .isLessThanOrEqualTo(Math.pow(2, bucket / 8.0) * (1 + 1e-15));
    }
  }

  @Test
  void countsAndSumsExactlyInAnyOrder() {
    Distribution one = Distribution.NONE;
    Distribution other = Distribution.NONE;
    for (int i = 0; i < 1_000; i++) {
      one = one.plus(i * 7L % 1_000, 1);
      other = other.plus(i, 1);
    }
    assertThat(one).isEqualTo(other);
    assertThat(one.count()).isEqualTo(1_000);
    assertThat(one.zeros()).isEqualTo(1);
    assertThat(one.sum()).isEqualTo(499_500);
    assertThat(one.plus(other).count()).isEqualTo(2_000);
    assertThat(one.plus(other).minus(one)).isEqualTo(other);
    assertThat(one.minus(one)).isEqualTo(Distribution.NONE);
    assertThat(Distribution.of(one.sum(), one.zeros(), one.buckets(), one.counts())).isEqualTo(one);
  }

  @Test
  void givesTheShareOfValuesThatABucketsBoundIsNotExceededBy() {
    Distribution hundred = Distribution.NONE;
    for (int i = 1; i <= 100; i++) {
      hundred = hundred.plus(i, 1);
    }
    assertThat(hundred.quantile(0.95)).isBetween(95.0, 95.0 * 1.1);
    assertThat(hundred.quantile(1)).isBetween(100.0, 100.0 * 1.1);
    assertThat(Distribution.NONE.plus(0, 1).plus(0, 1).plus(4, 1).quantile(0.5)).isZero();
    assertThat(Distribution.NONE.plus(0, 1).plus(4, 1).plus(4, 1).quantile(0.5)).isEqualTo(4);
    assertThat(Distribution.NONE.quantile(0.5)).isZero();
  }
}
