package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("property")
final class SampleValueTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-7, -7",
    "1764000000, 1764000000",
    "0.5, 0.5",
    "-0.001, -0.001",
    "0.000999, 9.99E-4",
    "1234567.000001, 1234567.000001",
    "9999999.5, 9999999.5",
    "10000000.5, 1.00000005E7",
    "1764000000.123, 1.764000000123E9",
    "0.1234567, 0.1234567",
    "999999999999.999, 9.99999999999999E11",
  })
  void writesTheFewestDigits(double value, String text) {
    assertThat(written(value)).isEqualTo(text);
  }

  @Property
  void writesWhatJavaWritesOfAnyNumberThatIsNotWhole(@ForAll double any) {
    checkAgainstJava(any);
  }

  @Property(tries = 20_000)
  void writesWhatJavaWritesOfDecimals(
      @ForAll @LongRange(min = -2_000_000_000_000_000L, max = 2_000_000_000_000_000L) long digits,
      @ForAll @IntRange(max = 9) int decimals) {
    double value = digits / Math.pow(10, decimals);
    checkAgainstJava(value);
    checkAgainstJava(Math.nextUp(value));
    checkAgainstJava(Math.nextDown(value));
  }

  @Property
  void writesWholeNumbersWithoutAPoint(
      @ForAll @LongRange(min = -(1L << 53), max = 1L << 53) long n) {
    assertThat(written((double) n)).isEqualTo(Long.toString(n));
  }

  private static void checkAgainstJava(double value) {
    if (value != Math.rint(value)) {
      assertThat(written(value)).isEqualTo(Double.toString(value));
    }
  }

  private static String written(double value) {
    ByteSink out = new ByteSink(0);
    SampleValue.write(value, out);
    return out.toString();
  }
}
