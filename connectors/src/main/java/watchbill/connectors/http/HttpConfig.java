package watchbill.connectors.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.config.DurationText;

/// Where to listen, and how long to be patient with a client.
///
/// @param host the address or name to listen on; `0.0.0.0` for all
/// @param port 0 for any free one
/// @param writeTimeout an answer that is not fully sent by then ends its connection; 1 s to 10 min
/// @param idleTimeout a connection on which nothing moves for so long is closed; 1 s to 1 h
/// @param webConfigFile who may ask, in the format of Prometheus' exporter-toolkit; anybody, over
///   plain HTTP, where it is absent
public record HttpConfig(
    String host,
    int port,
    Duration writeTimeout,
    Duration idleTimeout,
    Optional<Path> webConfigFile) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);
  private static final Duration LONGEST_IDLE = Duration.ofHours(1);

  /// All addresses, port 9464; 20 s to take an answer (twice Prometheus' default `scrape_timeout`),
  /// 5 min of idleness (its own `--web.read-timeout`).
  public static final HttpConfig DEFAULT =
      new HttpConfig(
          "0.0.0.0", 9464, Duration.ofSeconds(20), Duration.ofMinutes(5), Optional.empty());

  /// Anybody may ask, over plain HTTP.
  public HttpConfig(String host, int port, Duration writeTimeout, Duration idleTimeout) {
    this(host, port, writeTimeout, idleTimeout, Optional.empty());
  }

  public HttpConfig {
    if (host.isBlank()) {
      throw new ConfigError("http.host", "an address or a name", "nothing");
    }
    if (port < 0 || port > 65_535) {
      throw new ConfigError("http.port", "a port from 0 to 65535", "" + port);
    }
    checkRange("http.writeTimeout", writeTimeout, LONGEST_WRITE);
    checkRange("http.idleTimeout", idleTimeout, LONGEST_IDLE);
  }

  /// The config of this section, whose keys are the names above.
  public static HttpConfig of(ConfigSection http) {
    return new HttpConfig(
        http.text("host", DEFAULT.host),
        http.port("port", DEFAULT.port),
        http.duration("writeTimeout", DEFAULT.writeTimeout, SHORTEST, LONGEST_WRITE),
        http.duration("idleTimeout", DEFAULT.idleTimeout, SHORTEST, LONGEST_IDLE),
        http.path("webConfigFile"));
  }

  /// The same with another port.
  public HttpConfig withPort(int otherPort) {
    return new HttpConfig(host, otherPort, writeTimeout, idleTimeout, webConfigFile);
  }

  private static void checkRange(String key, Duration value, Duration longest) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
      throw new ConfigError(
          key,
          "a duration from " + DurationText.of(SHORTEST) + " to " + DurationText.of(longest),
          DurationText.of(value));
    }
  }
}
