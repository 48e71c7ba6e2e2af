package watchbill.connectors.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An API server that passes on what is asked of kubelets, each of which answers as it is told to.
final class KubeletApi implements AutoCloseable {
  /// Answers one request.
  @FunctionalInterface
  interface Kubelet {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final Map<String, Kubelet> kubelets = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  KubeletApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  Cluster cluster() {
    return Cluster.of(
        new ConfigBuilder()
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .build());
  }

  /// From now on, the kubelet of this node answers so.
  void node(String name, Kubelet kubelet) {
    kubelets.put(name, kubelet);
  }

  /// It runs one pod, of this name, with one volume.
  void node(String name, String pod) {
    node(name, exchange -> send(exchange, 200, summary(pod)));
  }

  /// It answers when all is over.
  void hangingNode(String name) {
    node(name, _ -> closed.await());
  }

  /// The nodes that were asked so far, each as often as it was.
  List<String> asked() {
    return List.copyOf(asked);
  }

  /// How many were asked at once at most.
  int mostAtOnce() {
    return mostOpen.get();
  }

  static String summary(String pod) {
    return """
    {"pods": [{"podRef": {"namespace": "acme", "name": "POD", "uid": "uid-POD"},
      "cpu": {"time": "2026-01-02T03:04:05Z", "usageNanoCores": 7000000},
      "volume": [{"time": "2026-01-02T03:04:05Z", "usedBytes": 5,
        "pvcRef": {"namespace": "acme", "name": "work-POD"}}]}]}
    """
        .replace("POD", pod);
  }

  static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String node =
        exchange
            .getRequestURI()
            .getPath()
            .replaceAll("/api/v1/nodes/(.*)/proxy/stats/summary", "$1");
    asked.add(node);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try (exchange) {
      kubelets.getOrDefault(node, unknown -> send(unknown, 404, "no such node")).answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }
}
