package watchbill.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("endtoend")
final class HttpUploadTest {
  private static final int LARGEST = 6 << 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();
  private final Answer length = request -> Response.text(200, describe(request));
  private HttpServer server = new HttpServer(config(1), List.of());

  private static HttpConfig config(int seconds) {
    return new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(seconds), Duration.ofMinutes(1));
  }

  private static String describe(Request request) {
    return switch (Content.of(request, LARGEST)) {
      case Content.Plain plain -> "" + plain.bytes().length;
      case Content.Refused refused -> refused.status() + " " + refused.why();
    };
  }

  @BeforeEach
  void start() {
    start(1);
  }

  private void start(int seconds) {
    Answer keyed =
        new Answer() {
          @Override
          public Response to(Request request) {
            return Response.text(200, "in");
          }

          @Override
          public Optional<Response> refusal(Request head) {
            return head.header("key").equals("right")
                ? Optional.empty()
                : Optional.of(Response.text(401, "want a key"));
          }
        };
    server =
        new HttpServer(
            config(seconds),
            List.of(
                new Route("/up", 4, length, LARGEST),
                new Route("/keyed", 4, keyed, LARGEST),
                new Route("/page", 4, _ -> Response.text(200, "page"))));
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.stop();
    client.close();
  }

  private HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .POST(BodyPublishers.ofByteArray(body));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void takesABodyOfUpToTheLimit() throws Exception {
    assertThat(post("/up", new byte[0]).body()).isEqualTo("0\n");
    assertThat(post("/up", new byte[LARGEST]).body()).isEqualTo(LARGEST + "\n");
    assertThat(post("/up", new byte[LARGEST + 1]).statusCode()).isEqualTo(413);
    assertThat(post("/up", new byte[3]).body()).as("after a refusal").isEqualTo("3\n");
  }

  @Test
  void takesABodyWithoutAnAnnouncedLengthAndCountsIt() throws Exception {
    for (int size : new int[] {LARGEST, LARGEST + 1}) {
      HttpRequest chunked =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/up"))
              .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])))
              .build();
      assertThat(client.send(chunked, BodyHandlers.ofString()).statusCode())
          .isEqualTo(size > LARGEST ? 413 : 200);
    }
  }

  @Test
  void unpacksGzipAndStopsAtTheLimit() throws Exception {
    String[] packed = {"Content-Encoding", "gzip"};
    assertThat(post("/up", gzip(new byte[5_000]), packed).body()).isEqualTo("5000\n");
    assertThat(post("/up", gzip(new byte[LARGEST]), packed).body()).isEqualTo(LARGEST + "\n");
    assertThat(post("/up", gzip(new byte[16 << 20]), packed).body()).startsWith("413 want");
    assertThat(post("/up", new byte[40], packed).body()).startsWith("400 want");
    byte[] whole = gzip(new byte[5_000]);
    assertThat(post("/up", Arrays.copyOf(whole, 20), packed).body()).startsWith("400");
    assertThat(post("/up", whole, "Content-Encoding", "br").body()).startsWith("415 Content");
  }

  @Test
  void saysWhichMethodsAPathHas() throws Exception {
    HttpResponse<String> posted = post("/page", new byte[10]);
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpRequest got =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/up")).build();
    HttpResponse<String> answer = client.send(got, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void refusesBeforeTheBodyIsRead() throws Exception {
    assertThat(post("/keyed", new byte[1_000_000], "key", "wrong").statusCode()).isEqualTo(401);
    assertThat(post("/keyed", new byte[1_000_000], "key", "right").body()).isEqualTo("in\n");
    Socket socket =
        begun("POST /keyed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
    assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 401");
  }

  private String statusOf(String head) throws IOException {
    Socket socket = begun(head + "\r\nConnection: close\r\n\r\n");
    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
  }

  @Test
  void answersNoNameThatWasMadeToPointHere() throws Exception {
    for (String host : List.of("evil.test", "localhost.evil.test:80", "10.0.0.1", "[::2]:1")) {
      assertThat(statusOf("GET /page HTTP/1.1\r\nHost: " + host)).as(host).isEqualTo("403");
      assertThat(statusOf("POST /up HTTP/1.1\r\nContent-Length: 0\r\nHost: " + host))
          .as(host)
          .isEqualTo("403");
    }
    for (String host : List.of("localhost", "LOCALHOST:9", "127.0.0.1:1", "[::1]:80", "[::1]")) {
      assertThat(statusOf("GET /page HTTP/1.1\r\nHost: " + host)).as(host).isEqualTo("200");
    }
  }

  @Test
  void answersNoPageOfAnotherSite() throws Exception {
    String head = "POST /up HTTP/1.1\r\nContent-Length: 0\r\nHost: localhost:1\r\nOrigin: ";
    assertThat(statusOf(head + "http://evil.test")).isEqualTo("403");
    assertThat(statusOf(head + "null")).isEqualTo("403");
    assertThat(statusOf(head + "http://localhost:3000")).isEqualTo("200");
  }

  @Test
  void refusesOnAllAddressesOnlyPostsOfOtherSites() {
    SameSite open = new SameSite("0.0.0.0");
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Host", "watchbill:4318");
    assertThat(open.refusal("POST", headers)).isEmpty();
    headers.add("Origin", "https://evil.test");
    assertThat(open.refusal("GET", headers)).isEmpty();
    assertThat(open.refusal("POST", headers)).isPresent();
  }

  @Test
  void closesAConnectionOnWhichNoRequestComes() throws Exception {
    server.stop();
    server =
        new HttpServer(
            config(20),
            List.of(new Route("/page", 1, _ -> Response.text(200, "page"))),
            Duration.ofSeconds(30),
            Duration.ofMillis(300));
    server.start();
    Socket half = begun("GET /page HTTP/1.1\r\nHost: loc");
    assertThat(half.getInputStream().readAllBytes()).isEmpty();
    assertThat(statusOf("GET /page HTTP/1.1\r\nHost: localhost")).isEqualTo("200");
  }

  @Test
  void givesUpABodyThatDoesNotCome() throws Exception {
    Socket socket = begun("POST /up HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
    assertThat(socket.getInputStream().readAllBytes()).asString().startsWith("HTTP/1.1 408");
  }

  @Test
  void holdsABoundedSumOfBodiesAndForgetsThoseWhoseClientsAreGone() throws Exception {
    server.stop();
    start(20);
    byte[] most = new byte[LARGEST - 1];
    for (int i = 0; i < 10; i++) {
      Socket socket =
          begun("POST /up HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + LARGEST + "\r\n\r\n");
      socket.getOutputStream().write(most);
    }
    await().until(() -> post("/up", new byte[5 << 20]).statusCode() == 503);
    assertThat(post("/up", new byte[1 << 20]).statusCode()).isEqualTo(200);
    for (Socket socket : sockets) {
      socket.close();
    }
    await().until(() -> post("/up", new byte[LARGEST]).statusCode() == 200);
  }

  private Socket begun(String head) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
