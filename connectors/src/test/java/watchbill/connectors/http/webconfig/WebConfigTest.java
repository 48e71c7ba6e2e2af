package watchbill.connectors.http.webconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.real.Certificates;

final class WebConfigTest {
  private static final String HASH = "$2y$04$" + "a".repeat(53);

  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.signed("server", "dns:localhost");
    Files.writeString(folder.resolve("server.crt"), certificates.certificate("server"));
    Files.writeString(folder.resolve("server.key"), certificates.key("server"));
    Files.writeString(folder.resolve("ca.crt"), certificates.authority());
    Files.writeString(folder.resolve("empty.crt"), "");
  }

  private static WebConfig read(String text) throws IOException {
    Path file = folder.resolve("web-config.yml");
    Files.writeString(file, text);
    return WebConfig.read(file);
  }

  @Test
  void readsAllThatTheToolkitDocuments() throws Exception {
    WebConfig config =
        read(
            """
            tls_server_config:
              cert_file: server.crt
              key_file: server.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
              client_allowed_sans: [prometheus.example.org, 10.0.0.1]
              min_version: TLS12
              max_version: TLS13
              cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]
              prefer_server_cipher_suites: true
              curve_preferences: [CurveP256, CurveP384, CurveP521, X25519]
            http_server_config:
              http2: true
              headers:
                Content-Security-Policy: default-src 'self'
                X-Frame-Options: deny
                X-Content-Type-Options: nosniff
                X-XSS-Protection: 1; mode=block
                Strict-Transport-Security: max-age=31536000
            basic_auth_users:
              alice: %s
            rate_limit:
              interval: 1s
              burst: 20
            """
                .formatted(HASH));
    assertThat(config.tls()).isPresent();
    assertThat(config.headers()).hasSize(5).containsEntry("X-Frame-Options", "deny");
    assertThat(config.users()).containsOnlyKeys("alice");
    assertThat(config.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.burst()).isEqualTo(20);
    assertThat(config.toString()).isEqualTo("web-config with 1 users and TLS");
    assertThat(config.tls() + "").doesNotContain("PRIVATE");
  }

  /// The settings of the files `*.good.yml` in the toolkit's `web/testdata` and of its
  /// `docs/web-config.yml`, with certificates of ours.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "client_auth_type: VerifyClientCertIfGiven",
        "client_auth_type: RequireAnyClientCert, client_ca_file: ca.crt",
        "client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt",
        "client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt,"
            + " client_allowed_sans: [bad, sans, 10.0.0.1, prometheus.example.org]",
        "client_auth_type: VerifyClientCertIfGiven, min_version: TLS12, max_version: TLS12,"
            + " cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
            + " TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]",
        "client_auth_type: VerifyClientCertIfGiven, prefer_server_cipher_suites: false,"
            + " cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]",
        "client_auth_type: VerifyClientCertIfGiven, cipher_suites: ["
            + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,"
            + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,"
            + " TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,"
            + " TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256,"
            + " TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256,"
            + " TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,"
            + " TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,"
            + " TLS_RSA_WITH_AES_128_CBC_SHA, TLS_RSA_WITH_AES_256_CBC_SHA,"
            + " TLS_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_256_GCM_SHA384]",
        "client_auth_type: VerifyClientCertIfGiven, curve_preferences: [CurveP256]",
        "client_auth_type: VerifyClientCertIfGiven, curve_preferences: [CurveP256, CurveP384,"
            + " CurveP521, X25519, X25519MLKEM768]",
      })
  void takesTheToolkitsOwnExamplesOfTls(String settings) throws Exception {
    String pair = "tls_server_config: {cert_file: server.crt, key_file: server.key, ";
    assertThat(read(pair + settings + "}").tls()).isPresent();
  }

  @Test
  void takesTheToolkitsOwnExamplesOfTheRest() throws Exception {
    WebConfig config =
        read(
            """
            http_server_config:
              http2: false
              headers:
                X-Frame-Options: deny
                Strict-Transport-Security: max-age=31536000; includeSubDomains
                X-Content-Type-Options: nosniff
                X-XSS-Protection: 1
                Content-Security-Policy: "default-src 'self' *.test.example.net"
            basic_auth_users:
              alice: %1$s
              bob: %1$s
            """
                .formatted(HASH));
    assertThat(config.headers()).hasSize(5).containsEntry("X-XSS-Protection", "1");
    assertThat(config.users()).containsOnlyKeys("alice", "bob");
    String certificate = Files.readString(folder.resolve("server.crt")).indent(4);
    String key = Files.readString(folder.resolve("server.key")).indent(4);
    WebConfig inline =
        read("tls_server_config:\n  cert: |\n%s  key: |\n%s".formatted(certificate, key));
    assertThat(inline.certificates()).hasSize(1);
  }

  @Test
  void readsAnEmptyFileAsOneThatLetsAllIn() throws Exception {
    WebConfig config = read("");
    assertThat(config.tls()).isEmpty();
    assertThat(config.users()).isEmpty();
  }

  @Test
  void tellsAFileThatChangedFromOneThatWasWrittenAgain() throws Exception {
    String text = "tls_server_config: {cert_file: server.crt, key_file: server.key}";
    String print = read(text).print();
    assertThat(read(text).print()).isEqualTo(print);
    String key = Files.readString(folder.resolve("server.key"));
    Files.writeString(folder.resolve("server.key"), key + "\n");
    assertThat(read(text).print()).isNotEqualTo(print);
    Files.writeString(folder.resolve("server.key"), key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tls_server_config: {key_file: server.key} | tls_server_config.cert_file: want a certificate beside the key, have nothing
          tls_server_config: {cert_file: server.crt} | tls_server_config.key_file: want a key beside the certificate, have nothing
          tls_server_config: {cert_file: gone.crt, key_file: server.key} | tls_server_config.cert_file: want a readable file, have
          tls_server_config: {cert_file: server.crt, key_file: server.key, curve_preferences: [X25519MLKEM768]} | tls_server_config.curve_preferences: want at least one of
          tls_server_config: {cert_file: server.crt, key_file: server.key, cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA]} | tls_server_config.cipher_suites: want at least one of
          tls_server_config: {cert_file: server.crt, key_file: server.key, client_ca_file: ca.crt} | tls_server_config.client_auth_type: want RequireAndVerifyClientCert
          tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: RequireAndVerifyClientCert, client_ca_file: empty.crt} | tls_server_config.client_ca_file: want certificates in PEM, have none
          tls_server_config: {cert_file: server.crt, key_file: server.key, client_auth_type: Sometimes} | tls_server_config.client_auth_type: want one of Go's
          tls_server_config: {cert_file: server.crt, key_file: server.key, client_allowed_sans: [a]} | tls_server_config.client_auth_type: want RequireAndVerifyClientCert
          tls_server_config: {cert_file: server.crt, key_file: server.key, min_version: TLS10} | tls_server_config.min_version: want TLS12 or TLS13, have
          tls_server_config: {cert_file: server.crt, key_file: server.key, min_version: TLS13, max_version: TLS12} | tls_server_config.max_version: want at least min_version
          tls_server_config: {cert_file: server.crt, key_file: server.key, cipher_suites: [TLS_MADE_UP]} | tls_server_config.cipher_suites: want suites that Java knows, have TLS_MADE_UP
          tls_server_config: {cert_file: server.crt, key_file: server.key, curve_preferences: [CurveP111]} | tls_server_config.curve_preferences: want CurveP256
          tls_server_config: {cert: a, cert_file: server.crt, key_file: server.key} | tls_server_config.cert_file: want nothing beside tls_server_config.cert
          tls_server_confg: {} | tls_server_confg: want
          http_server_config: {headers: {X-Made-Up: a}} | http_server_config.headers.X-Made-Up: want one of
          http_server_config: {headers: {X-Frame-Options: never}} | http_server_config.headers.X-Frame-Options: want deny or sameorigin
          basic_auth_users: {alice: secret} | basic_auth_users.alice: want a bcrypt hash, have another text
          basic_auth_users: secret | basic_auth_users: want bcrypt hashes by user, have something else
          basic_auth_users: {"a:secret": x} | basic_auth_users: want a bcrypt hash, have another text
          rate_limit: {interval: 1s, burst: 0} | rate_limit.burst: want
          """)
  void refusesWhatMakesNoSense(String text, String line) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith(line)
        .hasMessageNotContaining("secret");
  }
}
