package watchbill.connectors.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;

/// How to reach a cluster through any of its brokers, with what all of them want.
///
/// @param brokers at least one; user, password and TLS are the first one's
/// @param mechanism of SASL, where there is a password
record KafkaLogin(List<Access> brokers, Sasl mechanism) {
  /// While a broker is away, the client logs each attempt to reach it.
  private static final String QUIETLY_MILLIS = "5000";

  /// A client's properties: it gives up a question when the patience is over.
  Properties properties() {
    Access first = brokers.getFirst();
    Properties properties = new Properties();
    properties.setProperty(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        brokers.stream()
            .map(Access::address)
            .map(Address::toString)
            .collect(Collectors.joining(",")));
    Duration patience = first.patience();
    String millis = Long.toString(patience.toMillis());
    properties.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, QUIETLY_MILLIS);
    properties.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, "watchbill-replication");
    properties.setProperty(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    properties.setProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol(first));
    first
        .password()
        .ifPresent(password -> {
          properties.setProperty(SaslConfigs.SASL_MECHANISM, mechanism.mechanism());
          properties.setProperty(
              SaslConfigs.SASL_JAAS_CONFIG,
              mechanism.module()
                  + " required username="
                  + quoted(first.user())
                  + " password="
                  + quoted(password.reveal())
                  + ";");
        });
    return properties;
  }

  private static String protocol(Access access) {
    if (access.password().isPresent()) {
      return access.tls() ? "SASL_SSL" : "SASL_PLAINTEXT";
    }
    return access.tls() ? "SSL" : "PLAINTEXT";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
