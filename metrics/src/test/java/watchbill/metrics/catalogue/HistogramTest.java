package watchbill.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistogramTest {
  @Test
  void namesItsSamples() {
    Histogram<AgentLabels> family = histogram("agent_test_usd", 0.5, 1);
    assertThat(family.bucketName()).isEqualTo("agent_test_usd_bucket");
    assertThat(family.sumName()).isEqualTo("agent_test_usd_sum");
    assertThat(family.countName()).isEqualTo("agent_test_usd_count");
    assertThat(family.bounds()).containsExactly(0.5, 1.0);
    assertThat(family.type()).isEqualTo("histogram");
  }

  @Test
  void refusesBoundsThatDoNotAscendFromAboveZero() {
    for (double[] bounds :
        List.of(
            new double[] {},
            new double[] {0, 1},
            new double[] {1, 1},
            new double[] {2, 1},
            new double[] {Double.NaN},
            new double[] {1, Double.POSITIVE_INFINITY})) {
      assertThatThrownBy(() -> histogram("agent_test_usd", bounds))
          .hasMessageStartingWith(
              "agent_test_usd: want finite upper bounds above 0 that ascend, have [");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"_bucket", "_sum", "_count"})
  void refusesTheNameOfASample(String suffix) {
    assertThatThrownBy(() ->
            Histogram.ours(
                "agent_test" + suffix, Unit.NONE, AgentLabels.LABELS, "Help.", "a test", 1))
        .hasMessage(
            "family name: want no "
                + suffix
                + " of a histogram's samples, have agent_test"
                + suffix);
  }

  @Test
  void refusesTheTotalOfACounter() {
    assertThatThrownBy(() -> histogram("agent_test_usd_total", 1))
        .hasMessageContaining("_total for counters, and for them only");
  }

  @Test
  void standsInACatalogueOnlyWhereItsSamplesHaveNamesOfTheirOwn() {
    var tasks = Histogram.ours("agent_test", Unit.NONE, AgentLabels.LABELS, "Help.", "a test", 1);
    var sum = Gauge.ours("agent_test_sum", Unit.NONE, AgentLabels.LABELS, "Help.", "a test");
    var group = new FamilyGroup("Two", List.of(tasks, sum));
    assertThatThrownBy(() -> Catalogue.families(List.of(group)))
        .hasMessage("catalogue: want a name once, have twice agent_test_sum");
  }

  private static Histogram<AgentLabels> histogram(String name, double... bounds) {
    return Histogram.ours(name, Unit.USD, AgentLabels.LABELS, "Help.", "a test", bounds);
  }
}
