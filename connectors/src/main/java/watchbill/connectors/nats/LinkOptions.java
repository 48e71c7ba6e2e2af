package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The client's options for a configuration. What differs from the client's defaults: reconnects
/// without end (default: 60), a ping every few seconds (default: 2 min), more jitter, and errors in
/// our log.
final class LinkOptions {
  private static final Logger LOG = LoggerFactory.getLogger(LinkOptions.class);

  private LinkOptions() {}

  /// For a connection that is kept up for ever.
  static Options of(NatsConfig config, ConnectionListener listener) {
    return builder(config, new LoggedErrors()).connectionListener(listener).build();
  }

  /// For a connection that is tried once.
  static Options once(NatsConfig config, ErrorListener errors) {
    return builder(config, errors).noReconnect().build();
  }

  private static Options.Builder builder(NatsConfig config, ErrorListener errors) {
    Duration jitter = config.reconnectWait().dividedBy(2);
    Options.Builder options =
        new Options.Builder()
            .servers(config.servers().toArray(String[]::new))
            .connectionName(config.name())
            .connectionTimeout(config.connectTimeout())
            .pingInterval(config.pingEvery())
            .maxPingsOut(2)
            .maxReconnects(-1)
            .reconnectWait(config.reconnectWait())
            .reconnectJitter(jitter)
            .reconnectJitterTls(jitter)
            .errorListener(errors);
    if (config.secure()) {
      options.sslContext(config.tls().context()).ignoreDiscoveredServers();
    }
    switch (config.login()) {
      case NatsLogin.Nobody _ -> {}
      case NatsLogin.Password password ->
          options.userInfo(password.user().toCharArray(), password.password().revealChars());
      case NatsLogin.Token token -> options.token(token.token().revealChars());
      case NatsLogin.NKey nkey -> options.authHandler(new NKeyLogin(nkey.seed()));
      case NatsLogin.CredentialsFile file ->
          options.authHandler(Nats.credentials(file.file().toString()));
    }
    return options;
  }

  /// What the client reports besides what its methods throw. The tail and the link find out for
  /// themselves what it means, so it is only logged.
  private static final class LoggedErrors implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      LOG.warn("nats: {}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception e) {
      LOG.debug("nats: {}", e.toString());
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
      LOG.warn("nats: a subscription dropped messages; the stream will be read again from there");
    }
  }
}
