package watchbill.connectors.http.webconfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.tls.Pem;

/// What a web-config file says, in the format of Prometheus' exporter-toolkit
/// (<https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md>).
///
/// @param tls absent where the server speaks plain HTTP
/// @param headers what each answer carries besides
/// @param users bcrypt hashes by user; nobody has to say who he is where there is none
/// @param interval one request passes after each, on average; zero for as many as come
/// @param burst how many may pass at once before that counts
/// @param print a digest of the file and of those that it names: equal while nothing has changed
public record WebConfig(
    Optional<TlsConfig> tls,
    Map<String, String> headers,
    Map<String, String> users,
    Duration interval,
    long burst,
    String print) {

  private static final Pattern SECTION =
      Pattern.compile("(tls_server_config|http_server_config|basic_auth_users|rate_limit):");

  /// Anybody may ask, over plain HTTP.
  static final WebConfig OPEN =
      new WebConfig(Optional.empty(), Map.of(), Map.of(), Duration.ZERO, 1, "");

  public WebConfig {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
  }

  /// Reads a file, and the certificates and keys that it names.
  ///
  /// @throws ConfigError that says what is wrong; never with a part of a key or a hash
  public static WebConfig read(Path file) {
    return new WebConfigReader(file).read();
  }

  /// Whether a file begins one of the sections that only a web-config file has.
  public static boolean looksLike(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.anyMatch(line -> SECTION.matcher(line).lookingAt());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Whether TLS is spoken.
  public boolean secure() {
    return tls.isPresent();
  }

  /// The certificates that are shown, the server's own first; none over plain HTTP.
  ///
  /// @throws ConfigError when they cannot be read
  public List<X509Certificate> certificates() {
    try {
      return tls.isEmpty()
          ? List.of()
          : Pem.certificates(tls.get().certificate().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new ConfigError(
          "tls_server_config.cert_file", "certificates in PEM", e.getMessage() + "");
    }
  }

  /// Names no hash.
  @Override
  public String toString() {
    return "web-config with %d users%s".formatted(users.size(), tls.isPresent() ? " and TLS" : "");
  }
}
