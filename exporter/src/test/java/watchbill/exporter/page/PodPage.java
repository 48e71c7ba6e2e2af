package watchbill.exporter.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.HttpServer;
import watchbill.connectors.http.Route;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.exposition.SeriesTable;

/// A page of many pods' series and their server, and what the page ought to show.
final class PodPage implements AutoCloseable {
  private static final HttpConfig CONFIG =
      new HttpConfig("127.0.0.1", 0, Duration.ofMinutes(1), Duration.ofMinutes(1));

  final List<SeriesTable<PodLabels>> tables = new ArrayList<>();

  /// Values by family and pod.
  final List<Map<PodLabels, Double>> shown = new ArrayList<>();

  private final Random random = new Random(7);
  private final HttpServer server;

  PodPage(int families, int pods) {
    for (int family = 0; family < families; family++) {
      Gauge<PodLabels> gauge =
          Gauge.ours(
              "agent_test_" + family, Unit.NONE, PodFamilies.READY.labels(), "A test's.", "a test");
      tables.add(new SeriesTable<>(gauge));
      shown.add(new HashMap<>());
    }
    add(0, pods);
    server =
        new HttpServer(
            CONFIG, List.of(new Route("/metrics", 4, new MetricsPage(List.copyOf(tables)))));
    server.start();
  }

  /// Adds the pods of these numbers.
  void add(int from, int to) {
    for (int number = from; number < to; number++) {
      PodLabels pod = pod(number);
      for (int family = 0; family < tables.size(); family++) {
        set(family, pod, random.nextInt(100));
      }
    }
  }

  void remove(PodLabels pod) {
    for (int family = 0; family < tables.size(); family++) {
      tables.get(family).remove(pod);
      shown.get(family).remove(pod);
    }
  }

  void set(int family, PodLabels pod, double value) {
    tables.get(family).series(pod).set(value);
    shown.get(family).put(pod, value);
  }

  /// Changes one pod in a hundred in every family.
  void change() {
    for (int family = 0; family < tables.size(); family++) {
      for (PodLabels pod : List.copyOf(shown.get(family).keySet())) {
        if (random.nextInt(100) == 0) {
          set(family, pod, random.nextDouble());
        }
      }
    }
  }

  static PodLabels pod(int number) {
    String role = number % 3 == 0 ? "coder" : "reviewer";
    String uid = UUID.nameUUIDFromBytes(("" + number).getBytes(StandardCharsets.UTF_8)).toString();
    String tenant = "tenant-" + number / 500;
    return new PodLabels(tenant, role + "-" + number, role, "agents", role + "-" + uid);
  }

  int series() {
    return shown.stream().mapToInt(Map::size).sum();
  }

  int port() {
    return server.port();
  }

  static String inflated(byte[] body) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
