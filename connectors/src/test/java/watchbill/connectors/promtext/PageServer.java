package watchbill.connectors.promtext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Another exporter, on a free port of this machine. Any thread may change what it answers.
public final class PageServer implements AutoCloseable {
  /// What it answers next.
  ///
  /// @param missing how many bytes it promises and does not send
  public record Answer(int status, String type, String body, int missing) {
    /// A page as DCGM exporter sends it.
    public static Answer page(String body) {
      return new Answer(200, "text/plain; version=0.0.4", body, 0);
    }
  }

  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Answer answer;
  private volatile boolean slow;

  /// A server that answers already.
  public PageServer(Answer answer) throws IOException {
    this.answer = answer;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/metrics", this::handle);
    server.start();
  }

  /// Its page.
  public URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/metrics");
  }

  /// Its port.
  public int port() {
    return server.getAddress().getPort();
  }

  /// Answers so from now on.
  public void answer(Answer next) {
    answer = next;
  }

  /// Sends the first half of each page from now on, and keeps the reader waiting.
  public void stall() {
    slow = true;
  }

  /// How often it was asked.
  public int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    Answer now = answer;
    byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", now.type());
    exchange.sendResponseHeaders(now.status(), body.length + now.missing());
    try (OutputStream out = exchange.getResponseBody()) {
      int first = slow ? body.length / 2 : body.length;
      out.write(body, 0, first);
      out.flush();
      if (slow) {
        closed.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
