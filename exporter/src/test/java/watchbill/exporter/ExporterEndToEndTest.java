package watchbill.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.Response;
import watchbill.connectors.http.Route;
import watchbill.connectors.real.RealPrometheus;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.exporter.agents.Bills;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

@Tag("endtoend")
final class ExporterEndToEndTest {
  private static final ExporterConfig CONFIG =
      new ExporterConfig(
          new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ofMinutes(1)),
          4,
          Duration.ofMinutes(5),
          10_000);
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";
  private static final String TEXT = "text/plain;version=0.0.4";

  @TempDir Path folder;

  private final SourceHealth nats = new SourceHealth("nats", InstantSource.system());
  private final PrometheusRegistry users = new PrometheusRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();
  private final List<Exporter> exporters = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    exporters.forEach(Exporter::stop);
    client.close();
  }

  private Exporter start(ExporterConfig config, ExpositionSource... series) {
    Exporter exporter =
        new Exporter(
            config,
            new ExporterParts(
                "1.2 <3>", nats, List.of(), List.of(series), List.of(), List.of(users)));
    exporters.add(exporter);
    exporter.start();
    return exporter;
  }

  private static void fleet(Exporter exporter, int size) {
    for (int i = 0; i < size; i++) {
      AgentKey key = new AgentKey("acme", "agent-" + i + " \"\\\n\u00e4");
      List<Signal> signals =
          List.of(
              new Signal.RoleLearned(key, 1, "coder"),
              Bills.spent(
                  key,
                  "anthropic",
                  "opus",
                  new Usage(1, 22, 3, 4, 5),
                  6,
                  new Cost(7_500_000_000L, 0, 0, 0, 0, 0)),
              new Signal.LoadReported(key, 1, 2, 3),
              new Signal.ActivityChanged(key, 1, AgentActivity.STUCK),
              new Signal.ProgressMade(key, 1_700_000_000_123L),
              new Signal.ToolCallsEnded(key, 1, ToolOutcome.OK, 9),
              new Signal.AgentStuck(
                  key, 1, StuckCause.TOOL_HANG, 1, Evidence.of(RuleKind.TOOL_HANG, "")));
      signals.forEach(exporter.agents()::accept);
    }
    exporter.agents().publish();
  }

  private HttpResponse<String> get(Exporter exporter, String path, String accept)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + exporter.port() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
    return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private void usersCollectors() {
    Counter.builder().name("orders_total").help("Orders.").register(users).inc();
    Histogram.builder().name("wait_seconds").help("Wait.").register(users).observe(0.2);
    Info.builder()
        .name("team_info")
        .help("Team.")
        .labelNames("team")
        .register(users)
        .setLabelValues("a");
  }

  @Test
  void isScrapedByARealPrometheus() {
    usersCollectors();
    nats.heard();
    Exporter exporter = start(CONFIG);
    fleet(exporter, 3);
    try (RealPrometheus prometheus =
        RealPrometheus.scraping("127.0.0.1:" + exporter.port(), folder)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> {
            assertThat(prometheus.query("sum(agent_tokens_consumed_total{class='output'})"))
                .contains("\"66\"");
            assertThat(prometheus.query("agent_cost_usd_total"))
                .contains("\"0.0075\"")
                .contains("\"agent\":\"agent-0 \\\"\\\\\\n\u00e4\"");
            assertThat(prometheus.query("sum(agent_stuck)")).contains("\"3\"");
            assertThat(prometheus.query("watchbill_source_up")).contains("\"1\"");
            assertThat(prometheus.query("process_cpu_seconds_total")).contains("\"value\"");
            assertThat(prometheus.query("orders_total")).contains("\"1\"");
            assertThat(prometheus.query("wait_seconds_count")).contains("\"1\"");
            assertThat(prometheus.query("watchbill_scrapes_total >= 2")).contains("\"value\"");
          });
      assertThat(exporter.agents().isPublished()).isTrue();
      assertThat(targets(prometheus)).contains("\"health\":\"up\"").contains("\"lastError\":\"\"");
    }
  }

  private static String targets(RealPrometheus prometheus) {
    try {
      return prometheus.get("/api/v1/targets");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("Prometheus does not answer", e);
    }
  }

  @Test
  void givesTextInWhichPromtoolFindsNothingWrong() throws Exception {
    usersCollectors();
    Exporter exporter = start(CONFIG);
    fleet(exporter, 3);
    get(exporter, "/metrics", TEXT);
    String page = get(exporter, "/metrics", TEXT).body();
    assertThat(page).contains("agent_stuck").contains("jvm_").contains("watchbill_series");
    assertThat(promtool(page, "check", "metrics")).isEmpty();
  }

  @Test
  void givesOpenMetricsThatPromtoolTakesAsHistory() throws Exception {
    usersCollectors();
    Exporter exporter = start(CONFIG);
    fleet(exporter, 3);
    String page = get(exporter, "/metrics", OPEN_METRICS).body();
    assertThat(page).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
    String dated =
        page.lines()
            .map(line -> line.startsWith("#") ? line : line.replaceFirst(" # \\{.*", "") + " 1.7e9")
            .collect(Collectors.joining("\n", "", "\n"));
    Path history = Files.writeString(folder.resolve("scrape.om"), dated);
    Path blocks = folder.resolve("blocks");
    assertThat(promtool("", "tsdb", "create-blocks-from", "openmetrics", history + "", blocks + ""))
        .contains("BLOCK ULID");
    long samples = page.lines().filter(line -> !line.startsWith("#")).count();
    assertThat(promtool("", "tsdb", "list", blocks + "")).containsPattern("\\s" + samples + "\\s");
  }

  private String promtool(String in, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/promtool"));
    command.addAll(List.of(arguments));
    Path input = Files.writeString(folder.resolve("stdin"), in);
    Process process =
        new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void servesFiftyScrapesWhileTenClientsNeverRead() throws Exception {
    Exporter exporter = start(CONFIG);
    fleet(exporter, 5_000);
    int size = get(exporter, "/metrics", TEXT).body().length();
    assertThat(size).as("more than a socket's buffers hold").isGreaterThan(8 << 20);
    for (int i = 0; i < 10; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), exporter.port()));
      socket
          .getOutputStream()
          .write(
              "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> socket.getInputStream().available() > 0);
    }
    for (int i = 0; i < 50; i++) {
      long before = System.nanoTime();
      HttpResponse<String> scrape = get(exporter, "/metrics", TEXT);
      assertThat(scrape.statusCode()).isEqualTo(200);
      assertThat(scrape.body().length()).isGreaterThan(8 << 20);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void refusesAndCountsScrapesBeyondItsNumber() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExpositionSource slow =
        new ExpositionSource() {
          @Override
          public List<Family<?>> families() {
            return List.of();
          }

          @Override
          public int writeTo(Format format, ByteSink out) {
            begun.countDown();
            await().until(() -> goOn.getCount() == 0);
            return 0;
          }
        };
    Exporter exporter =
        start(new ExporterConfig(CONFIG.http(), 1, CONFIG.unknownAfter(), 1_000), slow);
    URI uri = URI.create("http://127.0.0.1:" + exporter.port() + "/metrics");
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    begun.await();
    HttpResponse<String> second = get(exporter, "/metrics", OPEN_METRICS);
    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(second.headers().firstValue("Retry-After")).contains("1");
    goOn.countDown();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(get(exporter, "/metrics", TEXT).body())
        .contains("watchbill_scrapes_refused_total 1\n")
        .contains("watchbill_scrapes_total 1\n")
        .contains("watchbill_build_info{version=\"1.2 <3>\"} 1\n");
  }

  @Test
  void isHealthyAtOnceAndReadyWhenItHasCaughtUpAndHearsItsSources() throws Exception {
    Exporter exporter = start(CONFIG);
    assertThat(get(exporter, "/-/healthy", "*/*").body()).isEqualTo("Watchbill is healthy\n");
    HttpResponse<String> early = get(exporter, "/-/ready", "*/*");
    assertThat(early.statusCode()).isEqualTo(503);
    assertThat(early.body())
        .startsWith(
            """
            Watchbill is not ready
            agents: not ready, still catching up; their series are not shown yet
            nats: not ready, never heard (\
            """);
    nats.heard();
    exporter.agents().publish();
    HttpResponse<String> later = get(exporter, "/-/ready", "application/json");
    assertThat(later.statusCode()).isEqualTo(200);
    assertThat(later.body()).startsWith("{\"ready\":true,");
  }

  @Test
  void saysAtItsFrontPageWhatItIs() throws Exception {
    Exporter exporter = start(CONFIG);
    HttpResponse<String> front = get(exporter, "/", "text/html");
    assertThat(front.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(front.body()).contains("Version 1.2 &lt;3>.").contains("href=\"/metrics\"");
    HttpResponse<String> nothing = get(exporter, "/metric", "*/*");
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body())
        .isEqualTo("nothing is here; there are /metrics /-/ready /-/healthy /\n");
  }

  @Test
  void answersPagesThatItIsGivenAndListsThoseThatSayWhatTheyAre() throws Exception {
    Exporter exporter =
        new Exporter(
            CONFIG,
            new ExporterParts(
                "1.2",
                nats,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    new Page(new Route("/api", 1, _ -> Response.text(200, "all")), "what there is"),
                    new Page(new Route("/api/*", 1, _ -> Response.text(200, "one")), ""))));
    exporters.add(exporter);
    exporter.start();
    assertThat(get(exporter, "/api", "*/*").body()).isEqualTo("all\n");
    assertThat(get(exporter, "/api/x/y", "*/*").body()).isEqualTo("one\n");
    assertThat(get(exporter, "/", "*/*").body())
        .contains("<li><a href=\"/api\">/api</a>: what there is</li>\n</ul>")
        .doesNotContain("/api/*");
  }

  @Test
  void saysThatItsPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(ConfigError.class)
          .isThrownBy(() -> start(CONFIG.withPort(taken.getLocalPort())))
          .withMessage("http.port: want a free port, have " + taken.getLocalPort() + " (in use)");
    }
  }
}
