package watchbill.connectors.http.webconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.HttpServer;
import watchbill.connectors.http.Response;
import watchbill.connectors.http.Route;
import watchbill.connectors.real.Certificates;
import watchbill.connectors.real.RealPrometheus;

/// A real Prometheus scrapes over TLS, a dozen times a second and over new connections, while the
/// certificate is renewed.
@Tag("endtoend")
final class RotationEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final int JOBS = 20;
  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([0-9.]+)\"\\]");
  private static final int ROUNDS = Integer.getInteger("watchbill.rotations", 2);

  @TempDir private Path folder;
  @TempDir private Path store;

  @Test
  void noScrapeFailsWhileTheCertificateIsRenewed() throws Exception {
    Certificates certificates = new Certificates(store);
    certificates.signed("first", "ip:127.0.0.1");
    certificates.signed("second", "ip:127.0.0.1");
    Files.writeString(folder.resolve("ca.crt"), certificates.authority());
    show(certificates, "first");
    Path config =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config: {cert_file: server.crt, key_file: server.key}\n");
    HttpServer server =
        new HttpServer(
            new HttpConfig("127.0.0.1", 0, SOON, IDLE, Optional.of(config)),
            List.of(new Route("/metrics", 64, _ -> Response.text(200, "here 1"))));
    server.start();
    try (RealPrometheus prometheus = scraping(server.port())) {
      await().atMost(SOON).until(() -> value(prometheus, "count(up == 1)") == JOBS);
      long begun = System.nanoTime();
      Set<String> seen = new HashSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        show(certificates, round % 2 == 0 ? "second" : "first");
        String old = serial(certificates.client(null), server.port());
        seen.add(old);
        await()
            .atMost(SOON)
            .until(() -> !serial(certificates.client(null), server.port()).equals(old));
      }
      assertThat(seen).hasSize(2);
      await()
          .atMost(SOON)
          .until(() -> value(prometheus, "min(count_over_time(up" + since(begun) + "))") >= 3);
      assertThat(value(prometheus, "min(min_over_time(up" + since(begun) + "))"))
          .as(prometheus.get("/api/v1/targets"))
          .isEqualTo(1);
    } finally {
      server.stop();
    }
  }

  private static String since(long begunNanos) {
    return "[" + (System.nanoTime() - begunNanos) / 1_000_000 + "ms]";
  }

  /// Twenty jobs. The server closes connections that wait for the next scrape, so that each makes
  /// its own handshake.
  private RealPrometheus scraping(int port) {
    StringBuilder jobs = new StringBuilder("scrape_configs:\n");
    for (int job = 0; job < JOBS; job++) {
      jobs.append(
          """
            - job_name: job-%d
              scheme: https
              tls_config: {ca_file: "%s/ca.crt"}
              static_configs: [{targets: ["127.0.0.1:%d"]}]
          """
              .formatted(job, folder, port));
    }
    return RealPrometheus.with(_ -> jobs.toString(), IDLE.plusMillis(500), folder);
  }

  private void show(Certificates certificates, String name) throws Exception {
    replace("server.key", certificates.key(name));
    replace("server.crt", certificates.certificate(name));
  }

  private void replace(String name, String text) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".next"), text);
    Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String serial(SSLContext context, int port) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSerialNumber().toString();
    }
  }

  private static double value(RealPrometheus prometheus, String promql) throws Exception {
    Matcher value = VALUE.matcher(prometheus.query(promql));
    return value.find() ? Double.parseDouble(value.group(1)) : 0;
  }
}
