package watchbill.connectors.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;

/// How to reach a Kafka cluster.
///
/// @param bootstrap brokers to begin with, as `host:port` joined by commas; empty when there is no
///   Kafka
/// @param properties a file of client properties, for what needs more: `security.protocol`,
///   `sasl.jaas.config`, `ssl.truststore.location` ...
public record TopicAccess(String bootstrap, Optional<Path> properties) {
  private static final String BROKERS = "[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*";

  public TopicAccess {
    if (!bootstrap.isEmpty() && !bootstrap.matches(BROKERS)) {
      throw new ConfigError("kafka.bootstrap", "host:port, joined by commas", bootstrap);
    }
  }

  /// The access of the section `kafka`.
  public static TopicAccess of(ConfigSection kafka) {
    return new TopicAccess(kafka.text("bootstrap", ""), kafka.path("properties"));
  }

  /// The properties of a client.
  ///
  /// @throws ConfigError when the file cannot be read
  Properties client() {
    Properties client = new Properties();
    properties.ifPresent(file -> {
      try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        client.load(text);
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigError("kafka.properties", "a file of client properties", e.toString());
      }
    });
    client.setProperty("bootstrap.servers", bootstrap);
    return client;
  }
}
