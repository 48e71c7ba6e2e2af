package watchbill.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Readers that are nearly stuck cost the others nothing, and little memory.
@Tag("endtoend")
final class SlowReadersEndToEndTest {
  private static final int SLOW = 10;
  private static final int AT_ONCE = 50;
  private static final int FAMILIES = 20;
  private static final int PODS = 10_000;
  private static final String REQUEST =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";

  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger read = new AtomicInteger();

  @Test
  void tenOfThemHinderNoneOfFiftyScrapesAtOnce() throws Exception {
    try (PodPage page = new PodPage(FAMILIES, PODS);
        HttpClient client = HttpClient.newHttpClient();
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1)) {
      byte[] first = answers(List.of(scrape(client, page))).getFirst().body();
      assertThat(first.length).as("more than a socket's buffers hold").isGreaterThan(6 << 20);
      long before = usedBytes();
      for (int i = 0; i < SLOW; i++) {
        page.change();
        read(clock, slow(page));
      }
      await().until(() -> read.get() >= 2 * SLOW);
      for (int round = 0; round < 3; round++) {
        page.change();
        scrapeAll(client, page);
      }
      long held = usedBytes() - before;
      assertThat(held).as("bytes held for all of them").isLessThan(5L * first.length);
      assertThat(sockets).allMatch(socket -> !socket.isClosed());
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /// Fifty scrapes at once: all are answered, with the same samples.
  private static void scrapeAll(HttpClient client, PodPage page) throws Exception {
    List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
    long before = System.nanoTime();
    for (int i = 0; i < AT_ONCE; i++) {
      all.add(scrape(client, page));
    }
    Set<String> samples = new HashSet<>();
    Set<Integer> seen = new HashSet<>();
    for (HttpResponse<byte[]> response : answers(all)) {
      assertThat(response.statusCode()).isEqualTo(200);
      if (seen.add(Arrays.hashCode(response.body()))) {
        String text = PodPage.inflated(response.body());
        samples.add(text.substring(0, text.indexOf("# HELP watchbill_")));
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    assertThat(samples).hasSize(1);
    assertThat(samples.iterator().next().lines().filter(line -> !line.startsWith("#")))
        .hasSize(page.series());
  }

  private static CompletableFuture<HttpResponse<byte[]>> scrape(HttpClient client, PodPage page) {
    URI uri = URI.create("http://127.0.0.1:" + page.port() + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").build();
    return client.sendAsync(request, BodyHandlers.ofByteArray());
  }

  private static <T> List<T> answers(List<CompletableFuture<T>> all) {
    return all.stream().map(CompletableFuture::join).toList();
  }

  private Socket slow(PodPage page) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), page.port()));
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// Reads one byte a second.
  private void read(ScheduledExecutorService clock, Socket socket) {
    var _ =
        clock.scheduleAtFixedRate(
            () -> {
              try {
                if (socket.getInputStream().available() > 0
                    && socket.getInputStream().read() >= 0) {
                  read.incrementAndGet();
                }
              } catch (IOException _) {
                // It was closed.
              }
            },
            0,
            1,
            TimeUnit.SECONDS);
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
