package watchbill.sources.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.HttpServer;

/// Whatever is posted, the answer is one of a few and others are served as before. 100,000 requests
/// with `-Dintake.hostile=100000`.
@Tag("endtoend")
final class HostileEndToEndTest {
  private static final int REQUESTS = Integer.getInteger("intake.hostile", 800);
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String LOG =
      """
      {"resourceLogs":[{"resource":{"attributes":[{"key":"agent.name","value":{"stringValue":"x"}}]},
      "scopeLogs":[{"logRecords":[{"timeUnixNano":"1795341540000000000","attributes":[
      {"key":"event.name","value":{"stringValue":"api_request"}},
      {"key":"model","value":{"stringValue":"m"}},
      {"key":"request_id","value":{"stringValue":"r"}},
      {"key":"input_tokens","value":{"intValue":"5"}}]}]}]}]}\
      """;
  private static final String GOOD =
      """
      {"specversion":"1.0","id":"good-%d","source":"/agents/good","type":"agent.heartbeat",\
      "time":"2026-11-22T09:59:00Z","data":{"active_sessions":1}}\
      """;

  @TempDir Path folder;

  private final Random random = new Random(9);
  private final HttpClient client = HttpClient.newHttpClient();

  /// What is posted.
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record Post(String path, String type, String encoding, byte[] body) {}

  @Test
  void answersWhateverComesAndServesOthersMeanwhile() throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (OpenDoor door = new OpenDoor(folder, "eventsPerSecond: 1000000\nmaxUnpacked: 4MiB")) {
      HttpServer server =
          new HttpServer(
              new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ofMinutes(1)),
              door.door.routes());
      server.start();
      long before = used();
      int good = 0;
      for (int i = 0; i < REQUESTS; i++) {
        int status = send(server, hostile());
        statuses.merge(status, 1, Integer::sum);
        if (i % 100 == 0) {
          byte[] event = GOOD.formatted(good++).getBytes(StandardCharsets.UTF_8);
          assertThat(send(server, new Post("/v1/events", JSON, "", event))).isEqualTo(200);
        }
      }
      long after = used();
      server.stop();
      System.out.printf("intake: %d hostile requests: %s%n", REQUESTS, statuses);
      assertThat(statuses.keySet()).isSubsetOf(200, 400, 404, 413, 415);
      assertThat(statuses).containsKeys(400, 404, 413, 415);
      assertThat(after - before).as("bytes held afterwards").isLessThan(64L << 20);
      assertThat(door.stored().stream().filter(line -> line.contains("good-"))).hasSize(good);
    }
  }

  private static long used() {
    System.gc();
    Runtime now = Runtime.getRuntime();
    return now.totalMemory() - now.freeMemory();
  }

  private int send(HttpServer server, Post post) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + post.path()))
            .header("Content-Type", post.type())
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
    if (!post.encoding().isEmpty()) {
      request.header("Content-Encoding", post.encoding());
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
  }

  private Post hostile() throws IOException {
    String path = pick("/v1/logs", "/v1/metrics", "/v1/traces", "/v1/events", "/tenants/t/v1/logs");
    String type = pick(JSON, PROTOBUF);
    byte[] body =
        switch (random.nextInt(9)) {
          case 0 -> noise(random.nextInt(2_000));
          case 1 -> cut(bytes(LOG));
          case 2 -> changed(bytes(LOG));
          case 3 -> bytes("[".repeat(1 + random.nextInt(50_000)));
          case 4 -> bytes("{\"a\":".repeat(1 + random.nextInt(50_000)));
          case 5 -> bytes(LOG.replace("\"m\"", "\"" + "x".repeat(random.nextInt(400_000)) + "\""));
          case 6 -> changed(bytes(GOOD.formatted(0).replace("good", "bad")));
          case 7 -> nested(1 + random.nextInt(2_000));
          default -> bytes("");
        };
    return switch (random.nextInt(40)) {
      case 0 -> new Post(path, "text/plain", "", body);
      case 1 -> new Post(path, type, "br", body);
      case 2 -> new Post("/v1/" + random.nextInt(), type, "", body);
      case 3 -> new Post("/tenants/%2e%2e/agents/*/v1/logs", type, "", body);
      case 4 -> new Post(path, type, "gzip", cut(gzip(body)));
      case 5 -> new Post(path, type, "gzip", body);
      case 6 -> new Post(path, type, "gzip", gzip(new byte[(4 << 20) + 1]));
      case 7, 8, 9 -> new Post(path, type, "gzip", gzip(body));
      default -> new Post(path, type, "", body);
    };
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private byte[] changed(byte[] bytes) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /// Messages of protobuf within each other: field 1, whose length is all that follows.
  private static byte[] nested(int depth) {
    byte[] inner = {};
    for (int i = 0; i < Math.min(depth, 400); i++) {
      ByteArrayOutputStream outer = new ByteArrayOutputStream();
      outer.write(0x0a);
      int length = inner.length;
      while (length > 127) {
        outer.write((length & 127) | 128);
        length >>>= 7;
      }
      outer.write(length);
      outer.writeBytes(inner);
      inner = outer.toByteArray();
    }
    return inner;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
