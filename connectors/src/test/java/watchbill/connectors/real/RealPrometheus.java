package watchbill.connectors.real;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A Prometheus that scrapes one address.
public final class RealPrometheus implements AutoCloseable {
  private static final String BINARY = "/usr/bin/prometheus";

  private final String name = "test-" + UUID.randomUUID();
  private final int port = RealServer.freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final RealServer server;

  /// What it does besides scraping.
  ///
  /// @param every between two scrapes, and between two evaluations of a group of rules
  /// @param rules a rule file
  /// @param alertmanager who is told what fires
  public record Alerting(Duration every, Path rules, URI alertmanager) {}

  private RealPrometheus(
      Path folder, Duration every, UnaryOperator<String> sections, String... flags)
      throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global:
          scrape_interval: %1$dms
          scrape_timeout: %1$dms
          evaluation_interval: %1$dms
          external_labels:
            prometheus: %2$s
        %3$s\
        """
            .formatted(every.toMillis(), name, sections.apply("127.0.0.1:" + port)));
    List<String> command = new ArrayList<>(List.of(flags));
    command.addFirst(BINARY);
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + folder.resolve("prometheus"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    server =
        new ServerProcess("prometheus", command, folder.resolve("prometheus.log"), this::answers);
  }

  private static String scrapeOf(String target) {
    return """
    scrape_configs:
      - job_name: watchbill
        static_configs:
          - targets: ["%s"]
    """
        .formatted(target);
  }

  /// A Prometheus that runs, with these sections of its configuration.
  ///
  /// @param every between two scrapes, and between two evaluations of a group of rules
  /// @param sections all but `global`; gets the address of the Prometheus itself, without scheme
  public static RealPrometheus with(
      UnaryOperator<String> sections, Duration every, Path folder, String... flags) {
    try {
      return started(new RealPrometheus(folder, every, sections, flags));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the configuration of a Prometheus", e);
    }
  }

  /// A Prometheus that runs, and scrapes `http://TARGET/metrics` (`127.0.0.1:9464`).
  ///
  /// @param flags of its command line, such as `--enable-feature=native-histograms`
  public static RealPrometheus scraping(String target, Path folder, String... flags) {
    return with(_ -> scrapeOf(target), Duration.ofSeconds(1), folder, flags);
  }

  /// A Prometheus that runs, scrapes `http://TARGET/metrics`, and alerts.
  public static RealPrometheus alerting(
      String target, Alerting alerting, Path folder, String... flags) {
    String more =
        """
        rule_files: ["%s"]
        alerting:
          alertmanagers:
            - path_prefix: "%s"
              static_configs:
                - targets: ["%s"]
        """
            .formatted(
                alerting.rules(),
                alerting.alertmanager().getPath(),
                alerting.alertmanager().getAuthority());
    return with(_ -> scrapeOf(target) + more, alerting.every(), folder, flags);
  }

  private static RealPrometheus started(RealPrometheus prometheus) {
    prometheus.server.start();
    return prometheus;
  }

  /// Starts it again, on the same port and files.
  public void start() {
    server.start();
  }

  /// Ends it as Kubernetes does.
  public void stop() {
    server.stop();
  }

  /// Kills it as `kill -9` does.
  public void kill() {
    server.kill();
  }

  /// Where it is: `http://127.0.0.1:PORT`.
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /// What it answers to an instant query, as the JSON of its HTTP API.
  public String query(String promql) throws IOException, InterruptedException {
    return get("/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
  }

  /// What it answers at a path, such as `/api/v1/targets`.
  public String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }

  private boolean answers() {
    try {
      return get("/api/v1/status/config").contains(name) && get("/-/ready").contains("Ready");
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
