package watchbill.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.simpleclient.bridge.SimpleclientCollector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SelfFamilies.TypeLabels;
import watchbill.metrics.decoded.ReadMetric;

final class MetricsPageTest {
  private static final Request TEXT = new Request("/metrics", Map.of());
  private static final Request OPEN_METRICS =
      new Request("/metrics", Map.of("accept", "application/openmetrics-text;version=1.0.0"));

  private final PrometheusRegistry first = new PrometheusRegistry();
  private final PrometheusRegistry second = new PrometheusRegistry();
  private final Map<String, Long> events = new TreeMap<>(Map.of("agent.heartbeat", 3L));
  private final MetricsPage page =
      new MetricsPage(
          List.of(
              new SuppliedSeries().counts(SelfFamilies.EVENTS, TypeLabels::new, () -> events),
              new ForeignCollectors(List.of(first, second))));

  private static byte[] bytes(Response response) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    response.body().forEach(all::writeBytes);
    return all.toByteArray();
  }

  private String body(Request request) {
    return new String(bytes(page.to(request)), StandardCharsets.UTF_8);
  }

  private void collectorsOfUsers() {
    Counter.builder().name("orders_total").help("Orders.").register(first).inc(2);
  }

  @Test
  void composesOurSeriesAndThoseOfOthersInTheTextFormat() {
    collectorsOfUsers();
    assertThat(body(TEXT))
        .isEqualTo(
            """
            # HELP watchbill_events_total Events understood, by type.
            # TYPE watchbill_events_total counter
            watchbill_events_total{type="agent.heartbeat"} 3
            # HELP orders_total Orders.
            # TYPE orders_total counter
            orders_total 2.0
            # HELP watchbill_scrapes_total Scrapes answered.
            # TYPE watchbill_scrapes_total counter
            watchbill_scrapes_total 0
            # HELP watchbill_scrape_pieces_compressed_total Pieces that were compressed for a scrape, \
            because they were new or had changed.
            # TYPE watchbill_scrape_pieces_compressed_total counter
            watchbill_scrape_pieces_compressed_total 0
            """);
  }

  @Test
  void composesThemInOpenMetricsWithOneEnd() {
    collectorsOfUsers();
    assertThat(body(OPEN_METRICS))
        .isEqualTo(
            """
            # TYPE watchbill_events counter
            # HELP watchbill_events Events understood, by type.
            watchbill_events_total{type="agent.heartbeat"} 3
            # TYPE orders counter
            # HELP orders Orders.
            orders_total 2.0
            # TYPE watchbill_scrapes counter
            # HELP watchbill_scrapes Scrapes answered.
            watchbill_scrapes_total 0
            # TYPE watchbill_scrape_pieces_compressed counter
            # HELP watchbill_scrape_pieces_compressed Pieces that were compressed for a scrape, \
            because they were new or had changed.
            watchbill_scrape_pieces_compressed_total 0
            # EOF
            """);
  }

  @Test
  void composesThemInProtobuf() throws IOException {
    collectorsOfUsers();
    String accept =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
    Map<String, String> headers = Map.of("accept", accept, "accept-encoding", "gzip");
    Response response = page.to(new Request("/metrics", headers));
    assertThat(response.headers())
        .containsEntry("Content-Encoding", "gzip")
        .containsEntry(
            "Content-Type",
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                + " encoding=delimited");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(response)))) {
      List<ReadMetric> read = ReadMetric.all(in.readAllBytes());
      assertThat(read)
          .extracting(ReadMetric::family)
          .containsExactly(
              "watchbill_events_total",
              "orders_total",
              "watchbill_scrapes_total",
              "watchbill_scrape_pieces_compressed_total");
      assertThat(read.getFirst().labels()).isEqualTo(Map.of("type", "agent.heartbeat"));
      assertThat(read)
          .extracting(metric -> metric.value().number(1))
          .containsExactly(3.0, 2.0, 0.0, 0.0);
    }
  }

  @Test
  void servesCollectorsThatAreWrittenAgainstSimpleclient() {
    io.prometheus.client.CollectorRegistry old = new io.prometheus.client.CollectorRegistry();
    SimpleclientCollector.builder().collectorRegistry(old).register(second);
    io.prometheus.client.Gauge.build("old_depth", "Depth.").register(old).set(4);
    assertThat(body(OPEN_METRICS)).contains("# TYPE old_depth gauge").contains("\nold_depth 4.0\n");
  }

  @Test
  void showsTheSizeOfTheScrapeBefore() {
    int size = body(TEXT).length();
    assertThat(body(TEXT))
        .contains("watchbill_scrapes_total 1\n")
        .contains("watchbill_scrape_size_bytes " + size + "\n")
        .contains("watchbill_series 3\n");
  }

  @Test
  void showsWhatASupplierGivesAtEachScrape() {
    body(TEXT);
    events.put("agent.heartbeat", 4L);
    events.put("agent.waiting", 1L);
    assertThat(body(TEXT))
        .contains(
            """
            watchbill_events_total{type="agent.heartbeat"} 4
            watchbill_events_total{type="agent.waiting"} 1
            """);
  }

  @Test
  void compressesForWhoAcceptsIt() throws IOException {
    Response plain = page.to(TEXT);
    assertThat(plain.headers())
        .containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .doesNotContainKey("Content-Encoding");
    Response gzip = page.to(new Request("/metrics", Map.of("accept-encoding", "gzip")));
    assertThat(gzip.headers()).containsEntry("Content-Encoding", "gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(gzip)))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("# HELP watchbill_events_total")
          .contains("watchbill_scrapes_total 1\n");
    }
  }

  private String inflated(Request request) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(bytes(page.to(request))))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void showsWhatTheCompressionOfTheScrapeBeforeTook() throws IOException {
    Request gzip = new Request("/metrics", Map.of("accept-encoding", "gzip"));
    assertThat(inflated(gzip)).doesNotContain("watchbill_scrape_compressed_size_bytes");
    int compressed = bytes(page.to(gzip)).length;
    String third = inflated(gzip);
    assertThat(third)
        .contains("\nwatchbill_scrape_compressed_size_bytes " + compressed + "\n")
        .contains("\nwatchbill_scrape_pieces 1\n")
        .contains("\nwatchbill_scrape_pieces_compressed_total 2\n");
  }

  @Test
  void isTheSameTextCompressedAndNot() throws IOException {
    collectorsOfUsers();
    Map<String, String> headers = new TreeMap<>(OPEN_METRICS.headers());
    headers.put("accept-encoding", "gzip");
    Request gzip = new Request("/metrics", headers);
    assertThat(firstPart(inflated(gzip))).isEqualTo(firstPart(body(OPEN_METRICS)));
    events.put("agent.heartbeat", 5L);
    String compressed = inflated(gzip);
    assertThat(compressed).contains("} 5\n").endsWith("\n# EOF\n");
    assertThat(firstPart(compressed)).isEqualTo(firstPart(body(OPEN_METRICS)));
  }

  /// What does not change from scrape to scrape by itself.
  private static String firstPart(String scrape) {
    return scrape.substring(0, scrape.indexOf("watchbill_scrapes_total"));
  }

  @Test
  void asksTheSameWhereFormatAndEncodingAreTheSame() {
    Request likeText = new Request("/metrics", Map.of("accept", "text/plain", "x-more", "1"));
    Request gzip = new Request("/metrics", Map.of("accept-encoding", "gzip"));
    assertThat(page.question(likeText)).isEqualTo(page.question(TEXT));
    assertThat(page.question(gzip)).isNotEqualTo(page.question(TEXT));
    assertThat(page.question(OPEN_METRICS)).isNotEqualTo(page.question(TEXT));
  }

  @Test
  void showsAMetricThatTwoRegistriesHaveOnce() {
    Gauge.builder().name("twice").help("First.").register(first).set(1);
    Gauge.builder().name("twice").help("Second.").register(second).set(2);
    assertThat(body(TEXT).lines().filter(line -> line.contains("twice")))
        .containsExactly("# HELP twice First.", "# TYPE twice gauge", "twice 1.0");
  }

  @Test
  void showsOursWhereAUsersMetricHasItsName() {
    Gauge.builder().name("watchbill_events").help("Not ours.").register(first).set(1);
    Counter.builder().name("watchbill_events_total").help("Not ours.").register(second).inc();
    assertThat(body(OPEN_METRICS)).doesNotContain("Not ours.").contains("# TYPE watchbill_events ");
  }

  @Test
  void leavesOutARegistryThatFails() {
    GaugeWithCallback.builder()
        .name("broken")
        .help("Broken.")
        .callback(_ -> {
          throw new IllegalStateException("broken");
        })
        .register(second);
    Gauge.builder().name("sound").help("Sound.").register(first).set(1);
    assertThat(body(OPEN_METRICS)).contains("\nsound 1.0\n").endsWith("\n# EOF\n");
  }
}
