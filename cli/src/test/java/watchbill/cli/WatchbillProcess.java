package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;

/// The packaged Watchbill as a process of its own.
public final class WatchbillProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;
  private final Path log;

  private WatchbillProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts `watchbill ARGS...`, which will serve this port; stdout and stderr go to `log`.
  public static WatchbillProcess start(
      Path log, int port, Map<String, String> environment, String... args) throws IOException {
    Path jar = Path.of(System.getProperty("watchbill.root"), "cli/target/watchbill.jar");
    assertThat(jar).as("the packaged command: run `mvn verify`").exists();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("NATS_URL", "KUBECONFIG"));
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new WatchbillProcess(process, port, log);
  }

  /// A port of the loopback interface that nobody listens on.
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Waits until a path answers with this status.
  public void await(String path, int status, Duration patience) {
    Awaitility.await(path + " answers " + status)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          assertThat(process.isAlive()).as("watchbill runs; its log: %s", text()).isTrue();
          try {
            return get(path).statusCode() == status;
          } catch (IOException _) {
            return false;
          }
        });
  }

  /// What it answers at a path.
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /// What it answers at a path to who reads gzip, as Prometheus does.
  public byte[] getCompressed(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .header("Accept-Encoding", "gzip")
            .build();
    byte[] body = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return inflated.readAllBytes();
    }
  }

  /// Ends it as `kill -9` does.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /// Waits for it to end by itself, and gives its exit status.
  public int awaitEnd(Duration patience) throws InterruptedException {
    assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
        .as("watchbill ends; its log: %s", text())
        .isTrue();
    return process.exitValue();
  }

  /// What it has said so far.
  public String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
