package watchbill.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchbill.connectors.http.Asker;

/// What the doctor makes of pages that are not those which it asked for.
final class PageCheckTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(String path, int status, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private void serve(String path, int status, String body) {
    serve(path, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private Place place() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Place("here", "doctor.here.url", url, Asker.ANYBODY);
  }

  private static List<String> lines(Check check) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    new Examination(List.of(check), 60_000).make(finding -> lines.add(finding.line()));
    return lines;
  }

  private List<String> watchbill(int status, byte[] metrics) throws InterruptedException {
    serve("/-/ready", 200, "{}");
    serve("/metrics", status, metrics);
    return lines(new WatchbillCheck(place(), "1"));
  }

  @Test
  void failsWhenWatchbillsPageIsRefused() throws Exception {
    assertThat(watchbill(503, new byte[] {'x'}))
        .containsExactly(
            "fail  watchbill                 /metrics: want HTTP 200, have 503; start `watchbill"
                + " run`, or name its address with --watchbill");
  }

  @Test
  void failsWhenThePageIsNotWatchbills() throws Exception {
    assertThat(watchbill(200, "up 1\n".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .asString()
        .startsWith("fail  watchbill ")
        .contains("want watchbill_build_info, have a page without it");
  }

  @Test
  void saysThatAPageIsTooLong() throws Exception {
    assertThat(watchbill(200, new byte[(16 << 20) + 1]))
        .singleElement()
        .asString()
        .contains("want an answer, have one of more than 16 MiB");
  }

  @Test
  void doesNotTakeGarbageForPrometheusOwnPage() throws Exception {
    serve("/api/v1/", 200, "{\"data\": {}}");
    serve("/metrics", 200, "<html>welcome</html>");
    assertThat(lines(new PrometheusCheck(place(), InstantSource.system())))
        .anyMatch(line -> line.startsWith("-     prometheus.own "))
        .noneMatch(line -> line.startsWith("ok    prometheus.own "));
  }
}
