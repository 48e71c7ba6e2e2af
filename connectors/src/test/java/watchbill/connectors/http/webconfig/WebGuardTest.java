package watchbill.connectors.http.webconfig;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.Secret;
import watchbill.connectors.http.Asker;
import watchbill.connectors.http.HttpConfig;
import watchbill.connectors.http.HttpQuestion;
import watchbill.connectors.http.HttpServer;
import watchbill.connectors.http.Response;
import watchbill.connectors.http.Route;
import watchbill.connectors.real.Certificates;
import watchbill.connectors.tls.TlsFiles;

/// An HTTP server behind a web-config file, asked by real clients.
final class WebGuardTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SERVER =
      """
      tls_server_config:
        cert_file: server.crt
        key_file: server.key
      """;
  private static final String MUTUAL =
      SERVER
          + """
            client_auth_type: RequireAndVerifyClientCert
            client_ca_file: ca.crt
            client_allowed_sans: [prometheus.example.org]
          """;

  @TempDir static Path store;
  private static Certificates certificates;

  @TempDir Path folder;
  private @Nullable HttpServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(store);
    certificates.signed("server", "ip:127.0.0.1");
    certificates.signed("renewed", "ip:127.0.0.1");
    certificates.signed("prometheus", "dns:prometheus.example.org");
    certificates.signed("stranger", "dns:stranger.example.org");
    certificates.expired("late", "dns:prometheus.example.org");
    certificates.foreign("forged", "dns:prometheus.example.org");
  }

  @BeforeEach
  void writeFiles() throws Exception {
    showCertificate("server");
    Files.writeString(folder.resolve("ca.crt"), certificates.authority());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  private void showCertificate(String name) throws Exception {
    replace("server.key", certificates.key(name));
    replace("server.crt", certificates.certificate(name));
  }

  private void replace(String name, String text) throws IOException {
    Path next = Files.writeString(folder.resolve(name + ".next"), text);
    Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private HttpServer start(String webConfig) throws IOException {
    replace("web.yml", webConfig);
    HttpConfig config =
        new HttpConfig("127.0.0.1", 0, SOON, SOON, Optional.of(folder.resolve("web.yml")));
    HttpServer started =
        new HttpServer(config, List.of(new Route("/metrics", 4, _ -> Response.text(200, "up 1"))));
    server = started;
    started.start();
    return started;
  }

  private static HttpClient client(SSLContext context) {
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private HttpRequest request(String scheme, String credentials) {
    URI address = URI.create(scheme + "://127.0.0.1:" + requireNonNull(server).port() + "/metrics");
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(SOON);
    if (!credentials.isEmpty()) {
      byte[] text = credentials.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(text));
    }
    return request.build();
  }

  private int status(HttpClient client, String scheme, String credentials) throws Exception {
    return client
        .send(request(scheme, credentials), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static String users(int cost, String... pairs) {
    StringBuilder text = new StringBuilder("basic_auth_users:\n");
    for (int i = 0; i < pairs.length; i += 2) {
      String hash =
          BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(cost, pairs[i + 1].toCharArray());
      text.append("  ").append(pairs[i]).append(": ").append(hash).append('\n');
    }
    return text.toString();
  }

  @Test
  void letsInWhoHasThePassword() throws Exception {
    start(users(4, "alice", "right:with colon", "bob", "other"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> refused =
          client.send(request("http", ""), HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Basic");
      assertThat(status(client, "http", "alice:wrong")).isEqualTo(401);
      assertThat(status(client, "http", "carol:right:with colon")).isEqualTo(401);
      assertThat(status(client, "http", "alice:right:with colon")).isEqualTo(200);
      assertThat(status(client, "http", "bob:other")).isEqualTo(200);
      assertThat(status(client, "http", "bob:" + "x".repeat(200))).isEqualTo(401);
    }
  }

  @Test
  void answersThoseItKnowsAtOnceWhileOthersGuess() throws Exception {
    int cost = 11;
    start(users(cost, "alice", "right", "bob", "other"));
    long before = System.nanoTime();
    BCrypt.with(BCrypt.Version.VERSION_2Y).hash(cost, new byte[] {1});
    long oneHash = System.nanoTime() - before;
    try (HttpClient alice = HttpClient.newHttpClient();
        HttpClient guesser = HttpClient.newHttpClient();
        HttpClient elsewhere =
            HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build()) {
      assertThat(status(alice, "http", "alice:right")).isEqualTo(200);
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger guessed = new AtomicInteger();
      List<Integer> statuses = new ArrayList<>();
      Thread storm =
          Thread.ofVirtual()
              .start(() -> {
                while (!over.get()) {
                  List<CompletableFuture<HttpResponse<String>>> guesses = new ArrayList<>();
                  for (int i = 0; i < 20; i++) {
                    String guess = "alice:" + guessed.incrementAndGet();
                    guesses.add(
                        guesser.sendAsync(
                            request("http", guess), HttpResponse.BodyHandlers.ofString()));
                  }
                  guesses.forEach(guess -> statuses.add(guess.join().statusCode()));
                }
              });
      await().atMost(SOON).until(() -> guessed.get() > 20);
      List<Long> took = new ArrayList<>();
      for (int i = 0; i < 31; i++) {
        long asked = System.nanoTime();
        assertThat(status(alice, "http", "alice:right")).isEqualTo(200);
        took.add(System.nanoTime() - asked);
      }
      assertThat(took.stream().sorted().skip(15).findFirst().orElseThrow())
          .as("median time of an answer to one who is known, against that of a hash")
          .isLessThan(oneHash / 4);
      assertThat(status(elsewhere, "http", "bob:other"))
          .as("seen for the first time")
          .isEqualTo(200);
      over.set(true);
      storm.join();
      assertThat(statuses).containsOnly(401, 429).contains(401, 429);
    }
  }

  @Test
  void asksClientsForACertificateThatItTrusts() throws Exception {
    start(MUTUAL);
    assertThat(status(client(certificates.client("prometheus")), "https", "")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "late", "forged", ""})
  void refusesOtherClients(String name) throws Exception {
    start(MUTUAL);
    HttpClient client = client(certificates.client(name.isEmpty() ? null : name));
    assertThatThrownBy(() -> status(client, "https", "")).isInstanceOf(IOException.class);
  }

  @Test
  void letsInWhoShowsNoCertificateWhereOnlyThoseShownAreVerified() throws Exception {
    start(SERVER + "  client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: ca.crt\n");
    assertThat(status(client(certificates.client(null)), "https", "")).isEqualTo(200);
    assertThat(status(client(certificates.client("prometheus")), "https", "")).isEqualTo(200);
    HttpClient late = client(certificates.client("late"));
    assertThatThrownBy(() -> status(late, "https", "")).isInstanceOf(IOException.class);
  }

  @Test
  void believesNoCertificateOfItsOwnAuthorityUnlessItIsNamed() throws Exception {
    start(SERVER + "  client_auth_type: RequireAndVerifyClientCert\n");
    HttpClient client = client(certificates.client("prometheus"));
    assertThatThrownBy(() -> status(client, "https", "")).isInstanceOf(IOException.class);
  }

  @Test
  void takesARenewedCertificateWithoutAFailedRequest() throws Exception {
    start(SERVER);
    SSLContext context = certificates.client(null);
    String old = serial(context);
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<Void> load =
        CompletableFuture.runAsync(() -> {
          while (!over.get()) {
            try (HttpClient client = client(context)) {
              assertThat(status(client, "https", "")).isEqualTo(200);
              asked.incrementAndGet();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        });
    await().atMost(SOON).until(() -> asked.get() > 5);
    showCertificate("renewed");
    await().atMost(SOON).until(() -> !serial(context).equals(old));
    int then = asked.get();
    await().atMost(SOON).until(() -> asked.get() > then + 5 || load.isDone());
    over.set(true);
    load.join();
  }

  private String serial(SSLContext context) throws Exception {
    try (HttpClient client = client(context)) {
      HttpResponse<String> response =
          client.send(request("https", ""), HttpResponse.BodyHandlers.ofString());
      X509Certificate shown =
          (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
      return shown.getSerialNumber() + "";
    }
  }

  @Test
  void takesNewUsersAndKeepsTheOldOnesWhileTheFileIsBroken() throws Exception {
    start(users(4, "alice", "right"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(status(client, "http", "alice:right")).isEqualTo(200);
      replace("web.yml", users(4, "bob", "other"));
      await().atMost(SOON).until(() -> status(client, "http", "bob:other") == 200);
      assertThat(status(client, "http", "alice:right")).isEqualTo(401);
      replace("web.yml", "basic_auth_users: {mallory: none}");
      replace("web.yml", SERVER + users(4, "mallory", "own"));
      assertThat(status(client, "http", "bob:other")).isEqualTo(200);
      replace("web.yml", users(4, "carol", "third"));
      await().atMost(SOON).until(() -> status(client, "http", "carol:third") == 200);
    }
  }

  @Test
  void answersAQuestionOfAUserOverTls() throws Exception {
    start(SERVER + users(4, "alice", "right"));
    String at = "https://127.0.0.1:" + requireNonNull(server).port();
    TlsFiles tls = TlsFiles.trusting(Optional.of(folder.resolve("ca.crt")));
    Asker alice = new Asker("alice", Optional.of(Secret.of("right")), Optional.empty(), tls);
    try (HttpQuestion question = new HttpQuestion("at", at, SOON, alice)) {
      assertThat(question.ask("/metrics", "text/plain").text()).isEqualTo("up 1\n");
    }
    Asker nobody = new Asker("", Optional.empty(), Optional.empty(), tls);
    try (HttpQuestion question = new HttpQuestion("at", at, SOON, nobody)) {
      assertThat(question.ask("/metrics", "text/plain").status()).isEqualTo(401);
    }
    try (HttpQuestion question = new HttpQuestion("at", at, SOON)) {
      assertThatThrownBy(() -> question.ask("/metrics", "text/plain"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(at + ": want an answer, have ");
    }
  }

  @Test
  void letsThroughNoMoreThanItMay() throws Exception {
    start(
        """
        rate_limit: {interval: 1h, burst: 3}
        http_server_config: {headers: {X-Frame-Options: deny}}
        """);
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> response =
            client.send(request("http", ""), HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("deny");
        statuses.add(response.statusCode());
      }
      assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
    }
  }

  @Test
  void refusesAKeyThatIsNotTheCertificates() throws Exception {
    replace("server.key", certificates.key("renewed"));
    assertThatThrownBy(() -> start(SERVER))
        .isInstanceOf(ConfigError.class)
        .hasMessage(
            "tls_server_config.key_file: want the certificate's key,"
                + " have the key is not the certificate's");
  }

  @Test
  void speaksNoOlderVersionThanItMay() throws Exception {
    start(SERVER + "  min_version: TLS13\n");
    SSLContext context = certificates.client(null);
    var old = context.getDefaultSSLParameters();
    old.setProtocols(new String[] {"TLSv1.2"});
    HttpClient client = HttpClient.newBuilder().sslContext(context).sslParameters(old).build();
    assertThatThrownBy(() -> status(client, "https", "")).isInstanceOf(IOException.class);
    assertThat(status(client(context), "https", "")).isEqualTo(200);
  }
}
