package watchbill.cli.boards;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Histogram;

/// A page of metrics that is made up, for all that the demo lacks: so that what asks for it can be
/// seen to work, and looks like something in a picture.
final class MadeUpPage implements AutoCloseable {
  private final HttpServer server;
  private final InstantSource clock;
  private final long startMillis;

  private MadeUpPage(HttpServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    this.startMillis = clock.millis();
  }

  /// A page that is served on a free port of the loopback interface.
  static MadeUpPage served() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    MadeUpPage page = new MadeUpPage(server, InstantSource.system());
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] text = page.text().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, text.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(text);
          }
        });
    server.start();
    return page;
  }

  /// Where it is: `127.0.0.1:PORT`.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The page as it is now.
  String text() {
    double seconds = (clock.millis() - startMillis) / 1e3;
    Map<String, Double> samples = new LinkedHashMap<>();
    for (Source source : Source.values()) {
      for (Family<?> family : source.families()) {
        int number = 0;
        for (Map<String, String> subject : Subjects.of(source)) {
          for (Map<String, String> labels :
              Subjects.series(source, family.name(), family.labels().names(), subject)) {
            add(samples, family, labels, number, seconds);
          }
          number++;
        }
      }
    }
    return samples.entrySet().stream()
        .map(sample -> sample.getKey() + " " + sample.getValue() + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void add(
      Map<String, Double> samples,
      Family<?> family,
      Map<String, String> labels,
      int number,
      double seconds) {
    double now = clock.millis() / 1e3;
    double value = Shapes.value(family, number, labels, seconds, now);
    if (Double.isNaN(value)) {
      return;
    }
    if (family instanceof Histogram<?> histogram) {
      int bucket = 0;
      for (double bound : histogram.bounds()) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put("le", Double.toString(bound));
        samples.putIfAbsent(
            name(histogram.bucketName(), more), Math.floor(value * Math.min(1, ++bucket / 6.0)));
      }
      Map<String, String> all = new LinkedHashMap<>(labels);
      all.put("le", "+Inf");
      samples.putIfAbsent(name(histogram.bucketName(), all), Math.floor(value));
      samples.putIfAbsent(name(histogram.countName(), labels), Math.floor(value));
      samples.putIfAbsent(name(histogram.sumName(), labels), value * 5);
    } else {
      samples.putIfAbsent(name(family.name(), labels), value);
    }
  }

  private static String name(String family, Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(Collectors.joining(",", family + "{", "}"));
  }
}
