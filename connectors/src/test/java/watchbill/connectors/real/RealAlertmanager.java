package watchbill.connectors.real;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// An Alertmanager of its own, without others beside it.
public final class RealAlertmanager implements AutoCloseable {
  private static final String BINARY = "/usr/bin/prometheus-alertmanager";

  private final int port = RealServer.freePort();
  private final URI address = URI.create("http://127.0.0.1:" + port + "/test-" + UUID.randomUUID());
  private final HttpClient http = HttpClient.newHttpClient();
  private final RealServer server;

  private RealAlertmanager(Path config, Path folder) {
    server =
        new ServerProcess(
            "prometheus-alertmanager",
            List.of(
                BINARY,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.external-url=" + address,
                "--cluster.listen-address="),
            folder.resolve("alertmanager.log"),
            this::answers);
  }

  /// An Alertmanager that runs with this configuration, and has its files in this folder.
  public static RealAlertmanager with(Path config, Path folder) {
    RealAlertmanager alertmanager = new RealAlertmanager(config, folder);
    alertmanager.server.start();
    return alertmanager;
  }

  /// Where it is, with a path that is nobody else's: `http://127.0.0.1:PORT/NAME`.
  public URI address() {
    return address;
  }

  /// What it answers at a path, such as `/api/v2/alerts`.
  public String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> answer =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /// Starts it again, on the same port and files.
  public void start() {
    server.start();
  }

  /// Ends it as Kubernetes does: it writes down whom it has notified of what.
  public void stop() {
    server.stop();
  }

  /// Kills it as `kill -9` does.
  public void kill() {
    server.kill();
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }

  private boolean answers() {
    try {
      return get("/-/ready").contains("OK");
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
