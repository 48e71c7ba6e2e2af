package watchbill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedRunTest {
  @Test
  void takesTheMiddleOfTheRatiosOfTheRounds() {
    Report report =
        new Report(
            "a against b",
            "a",
            "b",
            List.of(round(300, 100), round(500, 100), round(100, 100)),
            0.5,
            0.75);

    assertThat(report.ratio()).isEqualTo(3.0);
    assertThat(report.toText())
        .startsWith(
            """
            a against b
              a                                       30.0 ns/op             6.0 B/op
              b                                       10.0 ns/op             2.0 B/op
              cpu time, a / b: 3.000 [1.000..5.000], median of 3 rounds, order reversed each round
              load average 0.50 before, 0.75 after;\
            """);
  }

  @Test
  void takesTheMeanOfTheTwoMiddleOnes() {
    assertThat(Measurement.median(List.of(9.0, 1.0, 4.0, 2.0))).isEqualTo(3.0);
  }

  @Test
  void reversesTheOrderEveryRound() {
    List<String> order = new ArrayList<>();
    Alternative first = new Alternative("a", 1, () -> told(order, "a"));
    Alternative second = new Alternative("b", 1, () -> told(order, "b"));

    Report report =
        new PairedRun("order", first, second, Duration.ofNanos(1), Duration.ofNanos(1)).run();

    assertThat(String.join("", order)).endsWith("abba".repeat(6)).hasSize(26);
    assertThat(report.rounds()).hasSize(12);
  }

  @Test
  void measuresWhatAnOperationAllocates() {
    byte[][] kept = new byte[1][];
    Alternative kilobyte =
        new Alternative(
            "1000 bytes",
            2,
            () -> {
              kept[0] = new byte[2 * 1000];
              return kept[0].length;
            });
    Report report =
        new PairedRun("bytes", kilobyte, kilobyte, Duration.ofMillis(300), Duration.ofMillis(5))
            .run();

    assertThat(report.rounds().getLast().first().bytesAnOperation()).isCloseTo(1008, within(40.0));
    assertThat(report.ratio()).isPositive();
  }

  private static long told(List<String> order, String name) {
    order.add(name);
    return order.size();
  }

  private static Round round(long firstNanos, long secondNanos) {
    return new Round(new Measurement(firstNanos, 60, 10), new Measurement(secondNanos, 20, 10));
  }
}
