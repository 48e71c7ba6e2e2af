package watchbill.benchmarks.rules;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A scrape of the demo after it has played for a while.
final class DemoPage {
  private static final Duration PLAYED = Duration.ofSeconds(150);

  private DemoPage() {}

  /// Starts the demo through its door in the working folder, and stops it again.
  static String take(int agents) throws IOException, InterruptedException {
    int port = Loopback.freePort();
    Path log = Files.createTempFile("watchbill-demo", ".log");
    Process demo =
        new ProcessBuilder("./watchbill", "demo", "--agents", "" + agents, "--port", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      if (demo.waitFor(PLAYED)) {
        throw new IOException("the demo ended: " + Files.readString(log));
      }
      HttpRequest scrape =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return http.send(scrape, HttpResponse.BodyHandlers.ofString()).body();
    } finally {
      demo.destroy();
      demo.waitFor();
      Files.delete(log);
    }
  }
}
