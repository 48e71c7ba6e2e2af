package watchbill.exporter.replication;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import watchbill.connectors.access.Address;
import watchbill.connectors.real.RealServer;

/// A memory store of three nodes, on three loopback addresses with the same ports, with faults.
/// Each node keeps what is written for one key.
final class FakeSpine implements AutoCloseable {
  final int port = RealServer.freePort();
  final int metricsPort = RealServer.freePort();
  final List<Node> nodes = new ArrayList<>();
  private final List<Written> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  FakeSpine() throws IOException {
    for (int i = 0; i < 3; i++) {
      nodes.add(new Node(i));
    }
  }

  List<Address> addresses() {
    return nodes.stream().map(Node::address).toList();
  }

  @Override
  public void close() {
    closing.countDown();
    nodes.forEach(Node::stop);
    threads.shutdownNow();
  }

  private record Written(String value, long atMillis) {}

  /// One node; node 0 leads at first.
  final class Node {
    volatile String health;
    volatile String metrics;
    volatile int status = 200;
    volatile int keepStatus = 200;
    volatile boolean silent;
    volatile boolean dripping;
    volatile long behindMillis;
    volatile String authorization = "";
    private final Address address;
    private final List<HttpServer> servers = new ArrayList<>();

    Node(int number) throws IOException {
      address = new Address("127.0.0." + (number + 1), port);
      String role = number == 0 ? "leader" : "follower";
      health = "{\"status\":\"ok\",\"node_id\":\"spine-" + number + "\",\"role\":\"" + role + "\"}";
      metrics =
          """
          memory_spine_replication_lag_seconds 0
          memory_spine_storage_used_bytes 1000
          memory_spine_storage_total_bytes 5000
          """;
      serve(port);
      serve(metricsPort);
    }

    Address address() {
      return address;
    }

    void stop() {
      servers.forEach(server -> server.stop(0));
    }

    private void serve(int at) throws IOException {
      HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), at), 0);
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
      servers.add(server);
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (silent) {
          waitForTheEnd();
        }
        boolean keeps = exchange.getRequestURI().getPath().startsWith("/kv/");
        String body =
            switch (exchange.getRequestURI().getPath()) {
              case "/health" -> health;
              case "/metrics" -> metrics;
              case "/kv/watchbill-canary" -> keep(exchange);
              default -> "";
            };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int code = keeps ? keepStatus : status;
        exchange.sendResponseHeaders(code, dripping ? bytes.length + 1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        if (dripping) {
          waitForTheEnd();
        }
      }
    }

    private String keep(HttpExchange exchange) throws IOException {
      long now = System.currentTimeMillis();
      if (exchange.getRequestMethod().equals("PUT")) {
        String value = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        log.add(new Written(value, now));
        return "";
      }
      return log.stream()
          .filter(written -> written.atMillis() + behindMillis <= now)
          .reduce((_, last) -> last)
          .map(Written::value)
          .orElse("");
    }

    private void waitForTheEnd() {
      try {
        closing.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
