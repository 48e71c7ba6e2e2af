package watchbill.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.ConfigError;

@Tag("endtoend")
final class HttpServerTest {
  private static final byte[] MEGABYTE = new byte[1 << 20];

  private final List<HttpServer> servers = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private static HttpConfig config(Duration writeTimeout, Duration idleTimeout) {
    return new HttpConfig("127.0.0.1", 0, writeTimeout, idleTimeout);
  }

  private HttpServer serve(HttpConfig config, Route... routes) {
    HttpServer server = new HttpServer(config, List.of(routes));
    servers.add(server);
    server.start();
    return server;
  }

  private HttpServer serve(Route... routes) {
    return serve(config(Duration.ofSeconds(20), Duration.ofMinutes(1)), routes);
  }

  private static HttpRequest.Builder request(HttpServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> get(HttpServer server, String path) throws Exception {
    return client.send(request(server, path).build(), BodyHandlers.ofString());
  }

  /// A client that asks and then never reads.
  private Socket silent(HttpServer server, String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    sockets.add(socket);
    String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    servers.forEach(HttpServer::stop);
    client.close();
  }

  @Test
  void answersWithTheRoutesStatusHeadersAndBody() throws Exception {
    HttpServer server =
        serve(
            new Route(
                "/a",
                1,
                request -> Response.text(201, "for " + request.header("X-Who")).with("X-A", "b")));
    HttpResponse<String> response =
        client.send(
            request(server, "/a?q=1").header("x-who", "me").build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("for me\n");
    assertThat(response.headers().map())
        .containsEntry("X-A", List.of("b"))
        .containsEntry("content-length", List.of("7"))
        .containsEntry("Content-Type", List.of("text/plain; charset=utf-8"));
  }

  @Test
  void answersOnAVirtualThread() throws Exception {
    HttpServer server =
        serve(new Route("/", 1, _ -> Response.text(200, "" + Thread.currentThread().isVirtual())));
    assertThat(get(server, "/").body()).isEqualTo("true\n");
  }

  @Test
  void answersHeadWithTheLengthAndNoBody() throws Exception {
    HttpServer server = serve(new Route("/", 1, _ -> Response.text(200, "hello")));
    HttpRequest head = request(server, "/").HEAD().build();
    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Content-Length")).contains("6");
    assertThat(get(server, "/").body()).as("on the same connection").isEqualTo("hello\n");
  }

  @Test
  void says404And405InPlainText() throws Exception {
    HttpServer server = serve(new Route("/metrics", 1, _ -> Response.text(200, "")));
    assertThat(get(server, "/metric"))
        .satisfies(r -> assertThat(r.statusCode()).isEqualTo(404))
        .satisfies(r -> assertThat(r.body()).isEqualTo("nothing is here; there are /metrics\n"));
    HttpRequest post =
        request(server, "/metrics").POST(HttpRequest.BodyPublishers.ofString("x")).build();
    HttpResponse<String> refused = client.send(post, BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.body()).isEqualTo("want GET or HEAD, have POST\n");
    assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void answersBelowAPathWhereNothingElseDoes() throws Exception {
    HttpServer server =
        serve(
            new Route(
                "/api/*", 1, request -> Response.text(200, String.join("|", request.names()))),
            new Route("/api/own", 1, request -> Response.text(200, request.parameter("q"))));
    assertThat(get(server, "/api/a+b/c%2Fd%20%C3%A9?q=1").body()).isEqualTo("api|a+b|c/d é\n");
    assertThat(get(server, "/api/").body()).isEqualTo("api\n");
    assertThat(get(server, "/api/own?x=y&q=1%20h&q=2").body()).isEqualTo("1 h\n");
    assertThat(get(server, "/api/own?q").body()).isEqualTo("\n");
    assertThat(get(server, "/api").statusCode()).isEqualTo(404);
  }

  @Test
  void aNameThatCannotBeDecodedIsTakenAsItIs() {
    assertThat(new Request("/a/%zz/b", Map.of()).names()).containsExactly("a", "%zz", "b");
  }

  @Test
  void aQuestionGetsTheAnswerAndFollowsNoRedirection() throws Exception {
    HttpServer server =
        serve(
            new Route("/here", 1, request -> Response.text(200, "for " + request.header("accept"))),
            new Route("/there", 1, _ -> Response.text(302, "away").with("Location", "/here")));
    String at = "http://127.0.0.1:" + server.port();
    try (HttpQuestion question = new HttpQuestion("--at", at + "/", Duration.ofSeconds(5))) {
      assertThat(question.ask("/here", "text/plain"))
          .isEqualTo(new HttpQuestion.Reply(200, "for text/plain\n"));
      assertThat(question.ask("/there", "*/*")).isEqualTo(new HttpQuestion.Reply(302, "away\n"));
      server.stop();
      assertThatIOException()
          .isThrownBy(() -> question.ask("/here", "*/*"))
          .withMessageStartingWith(at + ": want an answer, have ");
    }
  }

  @Test
  void says500WhenAnAnswerFailsAndGoesOn() throws Exception {
    HttpServer server =
        serve(
            new Route(
                "/",
                1,
                _ -> {
                  throw new IllegalStateException("secret inner workings");
                }));
    for (int i = 0; i < 3; i++) {
      assertThat(get(server, "/"))
          .satisfies(r -> assertThat(r.statusCode()).isEqualTo(500))
          .satisfies(r -> assertThat(r.body()).doesNotContain("secret"));
    }
  }

  @Test
  void anAnswerForWhichThereIsNoMemoryTakesNoPlaceForGood() throws Exception {
    HttpServer server =
        serve(
            new Route(
                "/",
                1,
                _ -> {
                  throw new OutOfMemoryError("Java heap space");
                }));
    for (int i = 0; i < 3; i++) {
      assertThat(get(server, "/").statusCode()).isEqualTo(500);
    }
  }

  @Test
  void refusesMoreAtOnceThanTheRouteAllows() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(2);
    HttpServer server =
        serve(
            new Route(
                "/",
                2,
                _ -> {
                  inside.countDown();
                  open.await();
                  return Response.text(200, "done");
                }));
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      waiting.add(client.sendAsync(request(server, "/").build(), BodyHandlers.ofString()));
    }
    inside.await();
    HttpResponse<String> refused = get(server, "/");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).isEqualTo("busy: 2 such requests are being answered\n");
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(server.refused("/")).isEqualTo(1);
    open.countDown();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.join().body()).isEqualTo("done\n");
    }
    assertThat(get(server, "/").statusCode()).isEqualTo(200);
  }

  /// Answers slowly, and one answer to all who ask at the same path and query.
  private static final class Shared implements Answer {
    final CountDownLatch inside;
    final CountDownLatch open = new CountDownLatch(1);
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger computed = new AtomicInteger();

    Shared(int questions) {
      inside = new CountDownLatch(questions);
    }

    @Override
    public Response to(Request request) throws InterruptedException {
      int which = computed.incrementAndGet();
      inside.countDown();
      open.await();
      return Response.text(200, request.query() + " " + which);
    }

    @Override
    public Optional<Object> question(Request request) {
      asked.incrementAndGet();
      return Optional.of(request.query());
    }
  }

  @Test
  void givesAllWhoAskTheSameAtOnceOneAnswer() throws Exception {
    Shared shared = new Shared(1);
    HttpServer server = serve(new Route("/", 1, shared));
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    waiting.add(client.sendAsync(request(server, "/?a").build(), BodyHandlers.ofString()));
    shared.inside.await();
    for (int i = 0; i < 49; i++) {
      waiting.add(client.sendAsync(request(server, "/?a").build(), BodyHandlers.ofString()));
    }
    assertThat(get(server, "/?b").statusCode()).as("another question").isEqualTo(503);
    assertThat(get(server, "/?b").statusCode()).isEqualTo(503);
    await().until(() -> shared.asked.get() == 52);
    shared.open.countDown();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.join().body()).isEqualTo("a 1\n");
    }
    assertThat(server.refused("/")).isEqualTo(2);
    assertThat(get(server, "/?a").body()).as("who asks later").isEqualTo("a 2\n");
  }

  @Test
  void interruptsAnAnswerThatIsLateAndSaysSo() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Route route =
        new Route(
            "/",
            1,
            _ -> {
              try {
                new CountDownLatch(1).await();
                return Response.text(200, "never");
              } finally {
                interrupted.countDown();
              }
            });
    HttpServer server =
        new HttpServer(
            config(Duration.ofSeconds(5), Duration.ofMinutes(1)),
            List.of(route),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
    servers.add(server);
    server.start();
    HttpResponse<String> late = get(server, "/");
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.body()).isEqualTo("no answer within 1 s\n");
    interrupted.await();
  }

  @Test
  void givesUpTheOldestOfTooManyThatDoNotRead() throws Exception {
    HttpServer server = serve(new Route("/", SlowReaders.MAX, _ -> large()));
    Socket oldest = silent(server, "/");
    await().until(() -> oldest.getInputStream().available() > 0);
    for (int i = 0; i < SlowReaders.MAX; i++) {
      assertThat(isReset(oldest)).isFalse();
      silent(server, "/");
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> isReset(oldest));
    assertThat(get(server, "/").body()).hasSize(32 << 20);
  }

  /// A body of its own.
  private static Response large() {
    return new Response(200, Map.of(), new ArrayList<>(Collections.nCopies(32, MEGABYTE)));
  }

  @Test
  void givesUpNobodyWhoHoldsWhatOthersHoldToo() throws Exception {
    Response large = large();
    HttpServer server = serve(new Route("/", 2 * SlowReaders.MAX, _ -> large));
    for (int i = 0; i < 2 * SlowReaders.MAX; i++) {
      Socket socket = silent(server, "/");
      await().until(() -> socket.getInputStream().available() > 0);
    }
    assertThat(get(server, "/").body()).hasSize(32 << 20);
    assertThat(sockets).noneMatch(HttpServerTest::isReset);
  }

  @Test
  void sendsALargeBodyWholeAndUnchanged() throws Exception {
    byte[] odd = new byte[3_000_001];
    for (int i = 0; i < odd.length; i++) {
      odd[i] = (byte) ((i * 31) >> 3);
    }
    Response large = new Response(200, Map.of(), List.of(odd, new byte[0], MEGABYTE, odd));
    HttpServer server = serve(new Route("/", 1, _ -> large));
    byte[] body = client.send(request(server, "/").build(), BodyHandlers.ofByteArray()).body();
    assertThat(body).hasSize(2 * odd.length + MEGABYTE.length).startsWith(odd).endsWith(odd);
  }

  @Test
  void closesAClientThatDoesNotTakeItsAnswerInTime() throws Exception {
    Response large = new Response(200, Map.of(), Collections.nCopies(64, MEGABYTE));
    HttpServer server =
        serve(config(Duration.ofSeconds(1), Duration.ofMinutes(1)), new Route("/", 1, _ -> large));
    Socket socket = silent(server, "/");
    await().atMost(Duration.ofSeconds(10)).until(() -> isReset(socket));
  }

  /// Writing to a connection that the server has closed fails.
  private static boolean isReset(Socket socket) {
    try {
      socket.getOutputStream().write('G');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void closesAConnectionOnWhichNothingMoves() throws Exception {
    HttpServer server =
        serve(
            config(Duration.ofSeconds(20), Duration.ofSeconds(1)),
            new Route("/", 1, _ -> Response.text(200, "")));
    try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      idle.setSoTimeout(10_000);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void servesOthersWhileTenClientsDoNotRead() throws Exception {
    Response large = new Response(200, Map.of(), Collections.nCopies(32, MEGABYTE));
    HttpServer server =
        serve(
            new Route("/large", 10, _ -> large),
            new Route("/small", 4, _ -> Response.text(200, "ok")));
    for (int i = 0; i < 10; i++) {
      silent(server, "/large");
    }
    for (int i = 0; i < 50; i++) {
      HttpRequest quick = request(server, "/small").timeout(Duration.ofSeconds(1)).build();
      assertThat(client.send(quick, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
    assertThat(get(server, "/large").body()).as("their places are free").hasSize(32 << 20);
  }

  @Test
  void stopsInBoundedTimeWhileClientsDoNotRead() throws Exception {
    Response large = new Response(200, Map.of(), Collections.nCopies(32, MEGABYTE));
    CountDownLatch asked = new CountDownLatch(1);
    HttpServer server =
        serve(
            new Route(
                "/",
                4,
                _ -> {
                  asked.countDown();
                  return large;
                }));
    silent(server, "/");
    asked.await();
    long before = System.nanoTime();
    server.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpConfig config =
          config(Duration.ofSeconds(1), Duration.ofSeconds(1)).withPort(taken.getLocalPort());
      assertThatExceptionOfType(ConfigError.class)
          .isThrownBy(() -> serve(config))
          .withMessage("http.port: want a free port, have " + taken.getLocalPort() + " (in use)");
    }
  }

  @Test
  void saysThatTheHostIsNotItsOwn() {
    HttpConfig config =
        new HttpConfig("192.0.2.1", 0, Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThatExceptionOfType(ConfigError.class)
        .isThrownBy(() -> serve(config))
        .withMessage("http.host: want an address of this machine, have 192.0.2.1 (not its own)");
  }
}
