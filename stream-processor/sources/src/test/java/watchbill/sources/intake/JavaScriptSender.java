package watchbill.sources.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.HttpServer;

/// OpenTelemetry's SDK of JavaScript as a sender: `make otel-js`, which fetches it.
@Tag("endtoend")
final class JavaScriptSender {
  private static final Path SDK = Path.of(System.getProperty("watchbill.root"), "tools", "otel-js");

  @TempDir Path folder;

  @Test
  void sendsSpansAsProtobufAndJsonAndAHistogram() throws Exception {
    try (OpenDoor door = new OpenDoor(folder.resolve("journal"), "", InstantSource.system())) {
      HttpServer server =
          new HttpServer(
              new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ofMinutes(1)),
              door.door.routes());
      server.start();
      Process node =
          new ProcessBuilder("node", "send.mjs", "http://127.0.0.1:" + server.port())
              .directory(SDK.toFile())
              .inheritIO()
              .start();
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).isZero();
      Awaitility.await()
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> settled(door));
      server.stop();
      assertThat(door.stored())
          .anyMatch(line -> line.contains("agents.default.js-proto.") && answered(line, 42))
          .anyMatch(line -> line.contains("agents.default.js-json.") && answered(line, 42))
          .anyMatch(line -> line.contains("agents.default.js-metrics.") && answered(line, 7));
    }
  }

  private static boolean answered(String line, int output) {
    return line.contains("agent.model.finished")
        && line.contains("\"gen_ai.usage.output_tokens\":" + output);
  }

  /// Metrics wait a while for spans that tell of the same spend.
  private static boolean settled(OpenDoor door) throws IOException, InterruptedException {
    door.intake.settle();
    return door.stored().stream().anyMatch(line -> line.contains("js-metrics"));
  }
}
