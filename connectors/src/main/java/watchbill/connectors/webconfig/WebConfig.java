package watchbill.connectors.webconfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import watchbill.connectors.config.ConfigError;

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

  /// Names no hash.
  @Override
  public String toString() {
    return "web-config with %d users%s".formatted(users.size(), tls.isPresent() ? " and TLS" : "");
  }
}
