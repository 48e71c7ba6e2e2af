package watchbill.cli.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What PagerDuty's Events API v2 does with events, on the loopback interface: 202 for one that is
/// taken, 400 for what is none, 413 beyond 512 KB, 429 beyond 120 calls of a key within a minute
/// (<https://developer.pagerduty.com/docs/events-api-v2-overview>). Safe from any thread.
public final class PagerDuty implements AutoCloseable {
  private static final int MOST_CALLS = 120;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LARGEST = 512 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// A call, whatever came of it.
  ///
  /// @param status what was answered
  /// @param event what was sent; a missing node when it was no JSON
  public record Call(Instant at, int status, int bytes, JsonNode event) {}

  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RateLimit limit = new RateLimit(MOST_CALLS, MINUTE);
  private final Account account = new Account();
  private final List<Call> calls = new ArrayList<>();

  /// One that answers, and dates what it hears by this clock.
  public PagerDuty(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("cannot listen", e);
    }
    server.setExecutor(threads);
    server.createContext("/v2/enqueue", this::answer);
    server.start();
  }

  /// Where events go.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/enqueue");
  }

  /// All incidents, in the order in which they opened.
  public synchronized List<Incident> incidents() {
    return account.incidents();
  }

  /// All calls, in the order in which they came.
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      ObjectNode answer = JSON.createObjectNode();
      int status = exchange.getRequestMethod().equals("POST") ? take(body, answer) : 405;
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized int take(byte[] body, ObjectNode answer) throws IOException {
    JsonNode event = JSON.missingNode();
    int status;
    if (body.length > LARGEST) {
      status = refuse(answer, 413, "event object is too large", List.of());
    } else {
      try {
        event = JSON.readTree(body);
        status = take(event, answer);
      } catch (JsonProcessingException e) {
        status = refuse(answer, 400, "invalid event", List.of(e.getOriginalMessage()));
      }
    }
    calls.add(new Call(clock.instant(), status, body.length, event));
    return status;
  }

  private int take(JsonNode event, ObjectNode answer) {
    List<String> errors = EventRules.errors(event);
    if (!errors.isEmpty()) {
      return refuse(answer, 400, "invalid event", errors);
    }
    if (!limit.allows(event.get("routing_key").textValue(), clock.instant())) {
      return refuse(answer, 429, "throttle exceeded", List.of());
    }
    String dedupKey = event.path("dedup_key").asText(UUID.randomUUID().toString());
    account.take(event, dedupKey, clock.instant());
    answer.put("status", "success").put("message", "Event processed").put("dedup_key", dedupKey);
    return 202;
  }

  private static int refuse(ObjectNode answer, int code, String status, List<String> errors) {
    answer.put("status", status).put("message", "Event not processed");
    errors.forEach(answer.putArray("errors")::add);
    return code;
  }
}
