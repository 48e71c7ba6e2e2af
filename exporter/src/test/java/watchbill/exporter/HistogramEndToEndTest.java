package watchbill.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.real.RealPrometheus;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.exposition.HistogramSeries;
import watchbill.metrics.exposition.HistogramTable;
import watchbill.metrics.exposition.Observations;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Window;

/// What a real Prometheus makes of our histograms, in protobuf and in text.
@Tag("endtoend")
final class HistogramEndToEndTest {
  private static final String NATIVE = "--enable-feature=native-histograms";
  private static final watchbill.metrics.catalogue.Histogram<AgentLabels> COST =
      watchbill.metrics.catalogue.Histogram.ours(
          "agent_test_cost_usd",
          Unit.USD,
          ActivityFamilies.ACTIVE_SESSIONS.labels(),
          "Cost of a test.",
          "a test",
          1,
          10,
          100);

  @TempDir Path folder;

  private final ObjectMapper json = new ObjectMapper();
  private final PrometheusRegistry users = new PrometheusRegistry();
  private final HistogramTable<AgentLabels> table = new HistogramTable<>(COST);
  private final HistogramSeries series = table.series(new AgentLabels("acme", "a \"\\\n", "coder"));
  private final Observations seen = new Observations(COST);
  private final Exporter exporter =
      new Exporter(
          new ExporterConfig(
              new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ofMinutes(1)),
              4,
              Duration.ofMinutes(5),
              1_000),
          new ExporterParts(
              "1.2",
              new SourceHealth("nats", InstantSource.system()),
              List.of(),
              List.of(table),
              List.of(),
              List.of(users)));

  @BeforeEach
  void start() {
    usersCollectors();
    exporter.agents().accept(new Signal.LoadReported(new AgentKey("acme", "a"), 1, 2, 3));
    exporter.agents().publish();
    observe();
    exporter.start();
  }

  @AfterEach
  void stop() {
    exporter.stop();
  }

  /// Costs from 1 to 40 dollars, each once, two of nothing, and one of a thousand.
  private void observe() {
    for (int dollars = 1; dollars <= 40; dollars++) {
      seen.add(dollars);
    }
    seen.add(0);
    seen.add(0);
    seen.add(1000);
    series.set(seen.value());
  }

  private void usersCollectors() {
    Counter.builder().name("orders_total").help("Orders.").register(users).inc();
    Info.builder().name("team").labelNames("name").register(users).setLabelValues("blue \"\\\n");
    Summary.builder().name("size_bytes").quantile(0.5, 0.01).register(users).observe(7);
    Histogram.builder().name("wait_seconds").help("Wait.").register(users).observe(0.2);
  }

  private RealPrometheus prometheus(String name, String... flags) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    RealPrometheus prometheus = RealPrometheus.scraping("127.0.0.1:" + exporter.port(), own, flags);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> result(prometheus, "watchbill_scrapes_total > 1").size() == 1);
    return prometheus;
  }

  private JsonNode result(RealPrometheus prometheus, String promql) throws Exception {
    JsonNode answer = json.readTree(prometheus.query(promql));
    assertThat(answer.path("status").asText()).as("%s", answer).isEqualTo("success");
    return answer.path("data").path("result");
  }

  /// The one number that a query gives, as soon as it gives one.
  private double number(RealPrometheus prometheus, String promql) {
    JsonNode result =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> result(prometheus, promql),
                found -> found.size() == 1 && !found.get(0).at("/value/1").asText().equals("NaN"));
    return Double.parseDouble(result.get(0).at("/value/1").asText());
  }

  @Test
  void becomesANativeHistogramForWhoAsksForOne() throws Exception {
    try (RealPrometheus prometheus = prometheus("native", NATIVE)) {
      assertThat(number(prometheus, "histogram_count(agent_test_cost_usd)")).isEqualTo(43);
      assertThat(number(prometheus, "histogram_sum(agent_test_cost_usd)")).isEqualTo(1820);
      // The 21.5th of 43 values is 20 dollars; its bucket goes from 19.03 to 20.75.
      assertThat(number(prometheus, "histogram_quantile(0.5, agent_test_cost_usd)"))
          .isEqualTo(20, offset(0.99));
      assertThat(number(prometheus, "histogram_quantile(0.99, agent_test_cost_usd)"))
          .isBetween(939.0, 1024.0);
      assertThat(number(prometheus, "histogram_fraction(0, 1, agent_test_cost_usd) * 43"))
          .isEqualTo(3, offset(1.01));
      assertThat(result(prometheus, "agent_test_cost_usd_bucket")).isEmpty();
      assertThat(number(prometheus, "histogram_sum(wait_seconds)")).isEqualTo(0.2);
    }
  }

  @Test
  void becomesAClassicHistogramForAllOthers() throws Exception {
    try (RealPrometheus prometheus = prometheus("classic")) {
      assertThat(number(prometheus, "agent_test_cost_usd_count")).isEqualTo(43);
      assertThat(number(prometheus, "agent_test_cost_usd_sum")).isEqualTo(1820);
      assertThat(number(prometheus, "agent_test_cost_usd_bucket{le=\"10.0\"}")).isEqualTo(12);
      // 9.5 of the 30 values between 10 and 100.
      assertThat(number(prometheus, "histogram_quantile(0.5, agent_test_cost_usd_bucket)"))
          .isEqualTo(10 + 90 * 9.5 / 30, offset(1e-9));
      assertThat(result(prometheus, "agent_test_cost_usd")).isEmpty();
    }
  }

  @Test
  void answersTheSameQueriesInEitherForm() throws Exception {
    Window minute = Window.of(Duration.ofMinutes(1));
    var costs = Distribution.of(COST, minute).by(Label.TENANT);
    try (RealPrometheus nativeOne = prometheus("native", NATIVE);
        RealPrometheus classicOne = prometheus("classic")) {
      observe();
      assertThat(number(nativeOne, costs.quantile(0.5).text())).isEqualTo(20, offset(0.99));
      assertThat(number(classicOne, costs.quantile(0.5).text())).isEqualTo(38.5, offset(1e-6));
      for (RealPrometheus prometheus : List.of(nativeOne, classicOne)) {
        assertThat(number(prometheus, costs.mean().text())).isEqualTo(1820 / 43.0, offset(1e-6));
        assertThat(number(prometheus, costs.count().text())).isGreaterThanOrEqualTo(43);
        assertThat(number(prometheus, costs.sum().text())).isGreaterThanOrEqualTo(1820);
      }
    }
  }

  @Test
  void givesTheSameSeriesInProtobufAsInText() throws Exception {
    try (RealPrometheus nativeOne = prometheus("native", NATIVE);
        RealPrometheus classicOne = prometheus("classic")) {
      // The process may get a series between the scrape of the one and that of the other.
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertSame(series(nativeOne), series(classicOne)));
    }
  }

  private static void assertSame(Set<String> inProtobuf, Set<String> inText) {
    assertThat(inText).contains("orders_total {}", "size_bytes {quantile=0.5}");
    assertThat(inText).contains("team_info {name=blue \"\\\n}");
    for (String histogram : List.of("agent_test_cost_usd", "wait_seconds")) {
      assertThat(inProtobuf.removeIf(one -> one.startsWith(histogram + " "))).isTrue();
      assertThat(inText.removeIf(one -> one.startsWith(histogram + "_"))).isTrue();
    }
    assertThat(inProtobuf).isEqualTo(inText);
  }

  /// All series, but those that Prometheus makes itself, as name and labels.
  private Set<String> series(RealPrometheus prometheus) throws Exception {
    Set<String> all = new TreeSet<>();
    for (JsonNode one : result(prometheus, "{job=\"watchbill\", __name__!~\"up|scrape_.*\"}")) {
      Set<String> labels = new TreeSet<>();
      Iterator<String> names = one.path("metric").fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        if (!Set.of("__name__", "instance", "job").contains(name)) {
          labels.add(name + "=" + one.path("metric").path(name).asText());
        }
      }
      all.add(one.at("/metric/__name__").asText() + " {" + String.join(",", labels) + "}");
    }
    assertThat(all).hasSizeGreaterThan(50);
    return all;
  }
}
