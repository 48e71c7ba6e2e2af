package watchbill.alerts.routing.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
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
import org.awaitility.Awaitility;

/// An Alertmanager of our own, on a free port.
final class RealAlertmanager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  RealAlertmanager(Path folder, String config) throws IOException {
    Files.writeString(folder.resolve("alertmanager.yml"), config);
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    address = URI.create("http://127.0.0.1:" + port);
    Path log = folder.resolve("alertmanager.log");
    process =
        new ProcessBuilder(
                "prometheus-alertmanager",
                "--config.file=alertmanager.yml",
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .failFast("Alertmanager ended; see " + log, () -> !process.isAlive())
          .until(this::isReady);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// An alert fires, with these labels and annotations.
  record Fired(Map<String, String> labels, Map<String, String> annotations) {}

  /// Sends alerts as Prometheus does.
  void fire(List<Fired> alerts) {
    String body = JSON.valueToTree(alerts).toString();
    var request =
        HttpRequest.newBuilder(address.resolve("/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("send alerts: " + answer.body());
    }
  }

  /// The alerts of this name with this tenant that an inhibition holds back.
  long heldBack(String alertname, String tenant) {
    JsonNode alerts;
    try {
      alerts =
          JSON.readTree(
              send(HttpRequest.newBuilder(address.resolve("/api/v2/alerts")).build()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return alerts
        .valueStream()
        .filter(alert -> alert.at("/labels/alertname").asText().equals(alertname))
        .filter(alert -> alert.at("/labels/tenant").asText().equals(tenant))
        .filter(alert -> !alert.at("/status/inhibitedBy").isEmpty())
        .count();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private boolean isReady() {
    var request = HttpRequest.newBuilder(address.resolve("/-/ready")).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("wait for Alertmanager", e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("ask Alertmanager", e);
    }
  }
}
