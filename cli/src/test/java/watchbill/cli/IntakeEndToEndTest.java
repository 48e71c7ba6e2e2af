package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.IntakeFamilies;

/// `watchbill run` with nothing but what is posted to it.
@Tag("endtoend")
class IntakeEndToEndTest {
  /// How often it is killed under load; a hundred times with `-Dintake.kills=100`.
  private static final int KILLS = Integer.getInteger("intake.kills", 3);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OUTPUT = "class=\"output\"";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  /// What is posted until it is acknowledged: each answer of a model has an id of its own and one
  /// token.
  private final class Load implements Runnable {
    private static final int AT_ONCE = 5;

    private final int sender;
    private final int port;
    private final boolean telemetry;
    private final AtomicBoolean enough;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Thread thread = Thread.ofVirtual().name("load").unstarted(this);

    Load(int sender, int port, boolean telemetry, AtomicBoolean enough) {
      this.sender = sender;
      this.port = port;
      this.telemetry = telemetry;
      this.enough = enough;
    }

    @Override
    public void run() {
      try {
        while (!enough.get()) {
          List<String> items = new ArrayList<>();
          for (int i = 0; i < AT_ONCE; i++) {
            String id = sender + "-" + (sent.get() + i);
            items.add(telemetry ? record(id) : event(sender, id));
          }
          String joined = String.join(",", items);
          String body = telemetry ? logs(sender, joined) : "[" + joined + "]";
          while (!acknowledged(port, telemetry ? "/v1/logs" : "/v1/events", body)) {
            repeated.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(10);
          }
          sent.addAndGet(AT_ONCE);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String event(int sender, String id) {
    return """
    {"specversion":"1.0","id":"%s","source":"/agents/agent-%d","type":"agent.model.finished",\
    "time":"%s","data":{"gen_ai.provider.name":"anthropic",\
    "gen_ai.request.model":"claude-opus-4-6","gen_ai.response.id":"msg-%s",\
    "gen_ai.usage.output_tokens":1}}\
    """
        .formatted(id, sender, Instant.now(), id);
  }

  private static String record(String id) {
    long now = System.currentTimeMillis();
    return """
    {"timeUnixNano":"%d000000","body":{"stringValue":"claude_code.api_request"},"attributes":[
    {"key":"event.name","value":{"stringValue":"api_request"}},
    {"key":"session.id","value":{"stringValue":"s-1"}},
    {"key":"model","value":{"stringValue":"claude-opus-4-6"}},
    {"key":"input_tokens","value":{"stringValue":"0"}},
    {"key":"output_tokens","value":{"stringValue":"1"}},
    {"key":"request_id","value":{"stringValue":"req-%s"}}]}\
    """
        .formatted(now, id);
  }

  private static String logs(int sender, String records) {
    return """
    {"resourceLogs":[{"resource":{"attributes":[
    {"key":"service.name","value":{"stringValue":"claude-code"}},
    {"key":"agent.name","value":{"stringValue":"agent-%d"}}]},
    "scopeLogs":[{"scope":{"name":"com.anthropic.claude_code.events"},"logRecords":[%s]}]}]}\
    """
        .formatted(sender, records);
  }

  private boolean acknowledged(int port, String path, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      assertThat(status).isIn(200, 503);
      return status == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private WatchbillProcess start(int port, int intake) throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        """
        http: {host: 127.0.0.1, port: %d}
        intake: {port: %d, eventsPerSecond: 1000000}
        kubernetes: {enabled: false}
        checkpoint: {directory: %s, every: 200ms}
        """
            .formatted(port, intake, folder.resolve("state").resolve("checkpoint")));
    return WatchbillProcess.start(
        folder.resolve("log"), port, Map.of(), "run", "--config", config.toString());
  }

  @Test
  void countsWhatItAcknowledgedOnceHoweverOftenItIsKilled() throws Exception {
    int port = WatchbillProcess.freePort();
    int intake = WatchbillProcess.freePort();
    AtomicBoolean enough = new AtomicBoolean();
    List<Load> loads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      loads.add(new Load(i, intake, i % 2 == 1, enough));
    }
    Random random = new Random(9);
    WatchbillProcess process = start(port, intake);
    try {
      process.await("/-/ready", 200, PATIENCE);
      loads.forEach(load -> load.thread.start());
      for (int kill = 0; kill < KILLS; kill++) {
        long before = sent(loads);
        Awaitility.await("something is acknowledged")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> sent(loads) > before + random.nextInt(200));
        process.kill();
        process = start(port, intake);
      }
      process.await("/-/ready", 200, PATIENCE);
      enough.set(true);
      for (Load load : loads) {
        assertThat(load.thread.join(PATIENCE)).isTrue();
      }
      WatchbillProcess last = process;
      for (Load load : loads) {
        Awaitility.await("agent-" + load.sender + " has " + load.sent)
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> tokens(last, "agent-" + load.sender) >= load.sent.get());
      }
      for (Load load : loads) {
        assertThat(tokens(last, "agent-" + load.sender)).isEqualTo(load.sent.get());
      }
      for (Family<?> family :
          List.of(
              IntakeFamilies.EVENTS,
              IntakeFamilies.PENDING,
              IntakeFamilies.JOURNAL_BYTES,
              IntakeFamilies.REQUESTS,
              IntakeFamilies.REFUSED,
              IntakeFamilies.LEFT_OUT)) {
        assertThat(last.get("/metrics").body()).contains("\n" + family.name());
      }
      long repeated = loads.stream().mapToLong(load -> load.repeated.get()).sum();
      System.out.printf(
          "intake: %d kills, %d events, %d posts repeated%n", KILLS, sent(loads), repeated);
    } finally {
      enough.set(true);
      process.close();
    }
  }

  private static long sent(List<Load> loads) {
    return loads.stream().mapToLong(load -> load.sent.get()).sum();
  }

  /// The output tokens of one agent so far.
  private static long tokens(WatchbillProcess process, String agent) {
    try {
      return process
          .get("/metrics")
          .body()
          .lines()
          .filter(line -> line.startsWith("agent_tokens_consumed_total{"))
          .filter(line -> line.contains("\"" + agent + "\"") && line.contains(OUTPUT))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException | InterruptedException e) {
      return -1;
    }
  }
}
