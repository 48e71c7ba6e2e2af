package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The index against its definition, computed without rounding.
@Tag("property")
final class BucketIndexTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 0, 0",
    "1.0000000000000002, 1, 1, 1, 1",
    "0.9999999999999999, 0, 0, 0, 0",
    "1.05, 1, 1, 1, 1",
    "1.1, 2, 1, 1, 1",
    "2, 8, 4, 1, 1",
    "2.0000000000000004, 9, 5, 2, 1",
    "4, 16, 8, 2, 1",
    "4.000000000000001, 17, 9, 3, 2",
    "0.5, -8, -4, -1, 0",
    "0.25, -16, -8, -2, -1",
    "4.9E-324, -8592, -4296, -1074, -537",
    "1.7976931348623157E308, 8192, 4096, 1024, 512",
  })
  void isThatOfTheDefinition(double value, int at3, int at2, int at0, int atMinus1) {
    assertThat(BucketIndex.of(value, 3)).isEqualTo(at3);
    assertThat(BucketIndex.of(value, 2)).isEqualTo(at2);
    assertThat(BucketIndex.of(value, 0)).isEqualTo(at0);
    assertThat(BucketIndex.of(value, -1)).isEqualTo(atMinus1);
  }

  @Test
  void putsAPowerOfTwoIntoTheBucketThatItBounds() {
    for (int exponent = -1074; exponent < 1024; exponent++) {
      assertThat(BucketIndex.of(Math.scalb(1.0, exponent), 3)).isEqualTo(exponent * 8);
    }
  }

  @Property
  void isExactForAnyValue(
      @ForAll @LongRange(min = 1, max = 0x7fef_ffff_ffff_ffffL) long bits,
      @ForAll @IntRange(min = -4, max = 3) int schema) {
    assertInBucket(Double.longBitsToDouble(bits), schema);
  }

  @Property
  void isExactBesideEveryBound(
      @ForAll @IntRange(min = -480, max = 480) int index,
      @ForAll @IntRange(min = -4, max = 3) int schema) {
    double bound = Math.pow(2, index / 8.0);
    for (double value : new double[] {Math.nextDown(bound), bound, Math.nextUp(bound)}) {
      assertInBucket(value, schema);
    }
  }

  @Property
  void isExactForPicoDollars(@ForAll @LongRange(min = 1, max = 4_000_000_000_000_000L) long pico) {
    double dollars = pico / 1e12;
    int index = BucketIndex.of(dollars, 3);
    BigDecimal exact = BigDecimal.valueOf(pico, 12);
    assertThat(atMost(exact, index, 3)).isTrue();
    assertThat(atMost(exact, index - 1, 3)).isFalse();
  }

  @Test
  void refusesWhatHasNoBucket() {
    for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> BucketIndex.of(value, 3))
          .hasMessage("bucket index: want a finite value above 0, have " + value);
    }
    assertThatThrownBy(() -> BucketIndex.of(1, 4)).hasMessage("schema: want -4 to 3, have 4");
    assertThatThrownBy(() -> BucketIndex.of(1, -5)).hasMessage("schema: want -4 to 3, have -5");
  }

  private static void assertInBucket(double value, int schema) {
    int index = BucketIndex.of(value, schema);
    assertThat(atMost(new BigDecimal(value), index, schema)).as("%s", value).isTrue();
    assertThat(atMost(new BigDecimal(value), index - 1, schema)).as("%s", value).isFalse();
  }

  /// Whether the value is at most `2^(index * 2^-schema)`: both sides to the power of `2^schema`.
  private static boolean atMost(BigDecimal value, int index, int schema) {
    BigDecimal left = schema > 0 ? value.pow(1 << schema) : value;
    int exponent = schema > 0 ? index : index << -schema;
    BigDecimal two = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
    return exponent >= 0
        ? left.compareTo(two) <= 0
        : left.multiply(two).compareTo(BigDecimal.ONE) <= 0;
  }
}
