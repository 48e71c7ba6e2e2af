package watchbill.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.metrics.decoded.ReadMetric;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

final class SnapshotMessagesTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private List<ReadMetric> scrape() {
    ByteSink out = new ByteSink(100);
    int metrics = new ForeignCollectors(List.of(registry)).writeTo(Format.PROTOBUF, out);
    List<ReadMetric> read = ReadMetric.all(out.toByteArray());
    assertThat(read).hasSize(metrics);
    return read;
  }

  private ReadMetric only() {
    assertThat(scrape()).hasSize(1);
    return scrape().getFirst();
  }

  @Test
  void writesACounterWithItsTotal() {
    Counter orders =
        Counter.builder().name("orders").help("Orders.").labelNames("kind").register(registry);
    assertThat(scrape()).isEmpty();
    orders.labelValues("a \"b\"\n").inc(2.5);
    ReadMetric read = only();
    assertThat(read.family()).isEqualTo("orders_total");
    assertThat(read.help()).isEqualTo("Orders.");
    assertThat(read.type()).isEqualTo(0);
    assertThat(read.labels()).isEqualTo(Map.of("kind", "a \"b\"\n"));
    assertThat(read.value().number(1)).isEqualTo(2.5);
  }

  @Test
  void writesGaugesAndWhatHasNoType() {
    Gauge.builder().name("depth").register(registry).set(-3);
    registry.register(() ->
        UnknownSnapshot.builder()
            .name("other")
            .dataPoint(UnknownDataPointSnapshot.builder().value(4).build())
            .build());
    assertThat(scrape()).extracting(ReadMetric::family).containsExactly("depth", "other");
    assertThat(scrape()).extracting(ReadMetric::type).containsExactly(1L, 3L);
    assertThat(scrape()).extracting(read -> read.value().number(1)).containsExactly(-3.0, 4.0);
  }

  @Test
  void writesAnInfoAndAStateSetAsGauges() {
    Info.builder().name("team").labelNames("name").register(registry).setLabelValues("blue");
    StateSet.builder().name("light").states("red", "green").register(registry).setTrue("green");
    assertThat(scrape())
        .extracting(ReadMetric::family, ReadMetric::type, ReadMetric::labels)
        .containsExactly(
            tuple("light", 1L, Map.of("light", "green")),
            tuple("light", 1L, Map.of("light", "red")),
            tuple("team_info", 1L, Map.of("name", "blue")));
    assertThat(scrape()).extracting(read -> read.value().number(1)).containsExactly(1.0, 0.0, 1.0);
  }

  @Test
  void writesASummary() {
    Summary summary =
        Summary.builder().name("size").quantile(0.5, 0.01).quantile(0.9, 0.01).register(registry);
    summary.observe(7);
    ReadMetric read = only();
    assertThat(read.type()).isEqualTo(2);
    assertThat(read.value().unsigned(1)).isEqualTo(1);
    assertThat(read.value().number(2)).isEqualTo(7);
    assertThat(read.value().messages(3))
        .extracting(quantile -> quantile.number(1))
        .containsExactly(0.5, 0.9);
    assertThat(read.value().messages(3))
        .extracting(quantile -> quantile.number(2))
        .containsExactly(7.0, 7.0);
  }

  @Test
  void writesAHistogramInBothForms() {
    Histogram histogram =
        Histogram.builder()
            .name("wait_seconds")
            .classicUpperBounds(1, 10)
            .nativeInitialSchema(0)
            .register(registry);
    for (double value : new double[] {0, 0.5, 2, 4, 5, 64, -3}) {
      histogram.observe(value);
    }
    ReadMetric read = only();
    assertThat(read.type()).isEqualTo(4);
    assertThat(read.value().unsigned(1)).isEqualTo(7);
    assertThat(read.value().number(2)).isEqualTo(72.5);
    assertThat(read.classic()).isEqualTo(Map.of(1.0, 3L, 10.0, 6L, Double.POSITIVE_INFINITY, 7L));
    assertThat(read.value().signed(5)).isEqualTo(0);
    assertThat(read.value().unsigned(7)).isEqualTo(1);
    assertThat(read.buckets(12, 13)).isEqualTo(Map.of(-1, 1L, 1, 1L, 2, 1L, 3, 1L, 6, 1L));
    assertThat(read.buckets(9, 10)).isEqualTo(Map.of(2, 1L));
  }
}
