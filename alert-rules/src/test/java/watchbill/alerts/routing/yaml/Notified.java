package watchbill.alerts.routing.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands for PagerDuty, Slack and webhooks: keeps what it is sent, by path.
final class Notified implements AutoCloseable {
  /// What was sent, and where to.
  record Notice(String path, JsonNode body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Notified() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::keep);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// What was sent to this path so far.
  List<JsonNode> at(String path) {
    return notices.stream().filter(n -> n.path().equals(path)).map(Notice::body).toList();
  }

  /// The pages of this alert, by PagerDuty's events.
  List<JsonNode> pages(String alertname) {
    return at("/v2/enqueue").stream()
        .filter(page -> page.at("/payload/custom_details/runbook").asText().contains(alertname))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      notices.add(
          new Notice(exchange.getRequestURI().getPath(), JSON.readTree(exchange.getRequestBody())));
      byte[] answer = "{\"status\":\"success\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(202, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
