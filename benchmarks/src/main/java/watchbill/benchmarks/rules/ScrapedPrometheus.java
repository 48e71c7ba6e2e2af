package watchbill.benchmarks.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/// A Prometheus with the rules of the house, which scrapes one page again and again.
final class ScrapedPrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port = Loopback.freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer page;
  private final Process process;
  private volatile byte[] text;

  /// @param folder for its configuration and its data
  /// @param interval between two scrapes, as PromQL writes it
  ScrapedPrometheus(Path folder, Path rules, String first, String interval) throws IOException {
    page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    text = first.getBytes(StandardCharsets.UTF_8);
    page.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    page.createContext(
        "/metrics",
        exchange -> {
          byte[] bytes = text;
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    page.start();
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: %s, scrape_timeout: %s, evaluation_interval: 30s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: watchbill
            honor_labels: true
            static_configs: [{targets: ["127.0.0.1:%d"]}]
        """
            .formatted(interval, interval, rules.toAbsolutePath(), page.getAddress().getPort()));
    process =
        new ProcessBuilder(
                List.of(
                    "prometheus",
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
  }

  /// Serves another page from now on.
  void show(String next) {
    text = next.getBytes(StandardCharsets.UTF_8);
  }

  /// Lets it scrape and evaluate for so long.
  void runFor(Duration length) throws IOException, InterruptedException {
    if (process.waitFor(length)) {
      throw new IOException("prometheus ended with status " + process.exitValue());
    }
  }

  /// The groups of rules with what their last evaluation took
  /// (<https://prometheus.io/docs/prometheus/latest/querying/api/#rules>).
  JsonNode groups() throws IOException, InterruptedException {
    return get("/api/v1/rules").path("data").path("groups");
  }

  /// The answer to an instant query, with how many samples it read.
  JsonNode query(String promql) throws IOException, InterruptedException {
    String query = URLEncoder.encode(promql, StandardCharsets.UTF_8);
    return get("/api/v1/query?stats=all&query=" + query).path("data");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    process.destroy();
    page.stop(0);
    http.close();
  }
}
