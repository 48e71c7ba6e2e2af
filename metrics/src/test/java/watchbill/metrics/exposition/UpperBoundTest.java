package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpperBoundTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "0.1, 0.1",
    "0.25, 0.25",
    "10, 10.0",
    "1234.5, 1234.5",
    "100000, 100000.0",
    "1000000, 1e+06",
    "2500000, 2.5e+06",
    "1e10, 1e+10",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.25e-7, 1.25e-07",
    "1e100, 1e+100",
    "Infinity, +Inf",
  })
  void isCanonical(double bound, String text) {
    assertThat(UpperBound.text(bound)).isEqualTo(text);
  }
}
