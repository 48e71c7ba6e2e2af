package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.real.RealAlertmanager;
import watchbill.connectors.real.RealNats;
import watchbill.connectors.real.RealPrometheus;
import watchbill.dashboards.boards.Boards;

/// `watchbill doctor` on an installation of real servers that is as it should be, on one in which
/// much is wrong, and on none.
@Tag("endtoend")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));
  private static final Path RULES = ROOT.resolve("alert-rules/generated/rules.yaml");

  @TempDir static Path folder;
  private RealNats nats;
  private HttpServer web;
  private WatchbillProcess watchbill;
  private int port;
  private Path config;

  @BeforeAll
  void start() throws Exception {
    nats = RealNats.in(Files.createDirectory(folder.resolve("nats")));
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", DoctorEndToEndTest::grafana);
    web.start();
    port = WatchbillProcess.freePort();
    config =
        Files.writeString(
            folder.resolve("watchbill.yaml"),
            """
            http: {host: 127.0.0.1, port: %d}
            nats: {url: "%s"}
            activity: {createStream: true}
            kubernetes: {enabled: false}
            bus: {monitoring: ["%s"]}
            checkpoint: {directory: %s}
            """
                .formatted(port, nats.url(), nats.monitoring(), folder.resolve("checkpoint")));
    watchbill =
        WatchbillProcess.start(
            folder.resolve("watchbill.log"), port, Map.of(), "run", "--config", config.toString());
    watchbill.await("/-/ready", 200, SOON);
  }

  @AfterAll
  void end() {
    watchbill.close();
    web.stop(0);
    nats.close();
  }

  /// A Grafana with all boards but under `/empty`, where it has none. It also takes the pages.
  private static void grafana(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String answer = path.endsWith("/api/health") ? "{\"version\": \"12.0.0\"}" : "";
    if (path.startsWith("/api/dashboards/uid/")) {
      String file = path.substring(path.lastIndexOf('/') + 1) + ".json";
      answer =
          Boards.json().stream()
              .filter(board -> board.path().endsWith("/" + file))
              .map(board -> "{\"dashboard\": " + board.text() + "}")
              .findFirst()
              .orElse("");
    }
    boolean page = exchange.getRequestMethod().equals("POST");
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        page || bytes.length > 0 ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private String web() {
    return "http://127.0.0.1:" + web.getAddress().getPort();
  }

  private RealAlertmanager alertmanager(Path own, String receivers, String more)
      throws IOException {
    Path file =
        Files.writeString(
            own.resolve("alertmanager.yml"),
            "route: {receiver: platform-page, group_by: [alertname], group_wait: 0s}\nreceivers: [%s]\n%s"
                .formatted(receivers, more));
    return RealAlertmanager.with(file, own);
  }

  private RealPrometheus prometheus(Path own, Path rules, boolean honor, URI alertmanager) {
    String sections =
        """
        rule_files: ["%s"]
        alerting:
          alertmanagers:
            - path_prefix: "%s"
              static_configs: [{targets: ["%s"]}]
        scrape_configs:
          - job_name: watchbill
            honor_labels: %s
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(rules, alertmanager.getPath(), alertmanager.getAuthority(), honor, port);
    return RealPrometheus.with(_ -> sections, Duration.ofSeconds(1), own);
  }

  /// What the doctor says, and its exit status in the last line.
  private List<String> doctor(String... more) {
    StringWriter out = new StringWriter();
    List<String> args = new java.util.ArrayList<>(List.of("doctor", "--config", config.toString()));
    args.addAll(List.of(more));
    int status =
        Watchbill.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(out));
    return (out + "exit status " + status).lines().toList();
  }

  private static void awaitRules(RealPrometheus prometheus, RealAlertmanager alertmanager) {
    await()
        .atMost(SOON)
        .until(() -> alertmanager.get("/api/v2/alerts").contains("WatchbillWatchdog"));
    await().atMost(SOON).until(() -> !prometheus.get("/api/v1/rules").contains("\"unknown\""));
  }

  @Test
  void findsNothingWrongWithAGoodInstallation() throws Exception {
    Path own = Files.createDirectory(folder.resolve("good"));
    String hook = "{name: platform-page, webhook_configs: [{url: \"" + web() + "/page\"}]}";
    try (RealAlertmanager alertmanager =
            alertmanager(
                own,
                hook + ", {name: platform-ticket}, {name: nobody}",
                "inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d]}]\n");
        RealPrometheus prometheus = prometheus(own, RULES, true, alertmanager.address())) {
      awaitRules(prometheus, alertmanager);
      List<String> lines =
          doctor(
              "--prometheus",
              prometheus.address(),
              "--alertmanager",
              alertmanager.address().toString(),
              "--grafana",
              web(),
              "--test-alert");
      assertThat(lines).noneMatch(line -> line.startsWith("fail"));
      assertThat(lines.getLast()).isEqualTo("exit status 0");
      assertThat(String.join("\n", lines))
          .containsPattern("ok +nats.read +a consumer was made and deleted again")
          .containsPattern("ok +clock.nats ")
          .containsPattern("warn +nats.stream +stream AGENTS has 1 copy; ")
          .containsPattern("warn +nats.server +127.0.0.1:\\d+ writes to its disk every 2m ")
          .containsPattern("ok +checkpoint +.*, the last checkpoint is \\d+ s old, ")
          .containsPattern("ok +prometheus.scrape +job watchbill, .* every 1s, .*honor_labels")
          .containsPattern("ok +prometheus.alertmanager +1, such as ")
          .containsPattern("ok +rules +all \\d+ are loaded as generated")
          .containsPattern("ok +alertmanager.routing +3 receivers, all of ours")
          .containsPattern("ok +alertmanager.arrives +WatchbillWatchdog arrives")
          .containsPattern("ok +grafana.boards +all 12 are there")
          .containsPattern("ok +test alert +taken by webhook; it resolves in 5 minutes");
    }
  }

  @Test
  void namesWhatIsWrongAndWhatToDo() throws Exception {
    Path own = Files.createDirectory(folder.resolve("bad"));
    String rules = Files.readString(RULES);
    assertThat(rules).contains("agent!=\\\"_other\\\"}) > 15", "- alert: AgentFleetIncident");
    Path old =
        Files.writeString(
            own.resolve("rules.yaml"),
            rules
                .replace("agent!=\\\"_other\\\"}) > 15", "agent!=\\\"_other\\\"}) > 16")
                .replace("- alert: AgentFleetIncident", "- alert: AgentFleetIncidentOfOld"));
    try (RealAlertmanager alertmanager =
            alertmanager(
                own,
                "{name: platform-page, webhook_configs: [{url: \"http://127.0.0.1:1\"}]}",
                "");
        RealPrometheus prometheus = prometheus(own, old, false, alertmanager.address())) {
      awaitRules(prometheus, alertmanager);
      silence(alertmanager.address());
      await()
          .atMost(SOON)
          .until(() ->
              doctor("--alertmanager", alertmanager.address() + "")
                  .toString()
                  .contains("AgentStuck"));
      List<String> lines =
          doctor(
              "--prometheus",
              prometheus.address(),
              "--alertmanager",
              alertmanager.address().toString(),
              "--grafana",
              web() + "/empty");
      assertThat(lines.getLast()).isEqualTo("exit status 1");
      assertThat(String.join("\n", lines))
          .containsPattern(
              "fail +prometheus.scrape +.* without honor_labels; set honor_labels: true")
          .containsPattern("fail +rules +1 not loaded: AgentFleetIncident; load ")
          .containsPattern(
              "fail +rules +1 loaded as another version has them: AgentHighSessionCount; ")
          .containsPattern(
              "warn +alertmanager.routing +lacks the receivers platform-ticket, nobody; ")
          .containsPattern("warn +alertmanager.inhibition +no inhibit_rules; ")
          .containsPattern("warn +alertmanager.silences +silent now: AgentStuck; ")
          .containsPattern("fail +grafana.boards +12 of 12 are missing: watchbill-fleet, ");
    }
  }

  private static void silence(URI alertmanager) throws Exception {
    String silence =
        """
        {"matchers": [{"name": "alertname", "value": "AgentStuck", "isRegex": false}],
         "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z",
         "createdBy": "a test", "comment": "to be found"}
        """;
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(alertmanager + "/api/v2/silences"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(silence))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void saysWhomItCannotReach() {
    String nowhere = "http://127.0.0.1:1";
    List<String> lines =
        doctor(
            "--watchbill",
            nowhere,
            "--prometheus",
            nowhere,
            "--alertmanager",
            nowhere,
            "--grafana",
            nowhere);
    assertThat(lines.getLast()).isEqualTo("exit status 1");
    for (String part : List.of("watchbill", "prometheus", "rules", "alertmanager", "grafana")) {
      assertThat(lines)
          .anyMatch(line ->
              line.matches(
                  "fail +" + part + " +" + nowhere + ": want an answer, have no connection; .*"));
    }
    assertThat(doctor()).anyMatch(line -> line.matches("- +grafana +nobody said where it is; .*"));
  }
}
