package watchbill.connectors.nats;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import watchbill.connectors.config.Secret;
import watchbill.connectors.tls.TlsFiles;

/// How to reach NATS.
///
/// @param servers the servers of one cluster, as `nats://host:4222` or `tls://host:4222`; a login
///   does not belong in here, since addresses are logged. With TLS these alone are used, not those
///   that a server names by an address that its certificate does not have
/// @param tls whose certificates are believed and which is shown; with `nats://` TLS is spoken when
///   it says something, with `tls://` always
/// @param name what the server's operator sees of us in the list of connections
/// @param connectTimeout how long one attempt to connect may take; from 100 ms to 1 min
/// @param pingEvery how often a silent connection is tested; two pings without an answer end it;
///   from 1 s to 1 min
/// @param reconnectWait the pause between two rounds of attempts, to which up to half of it is
///   added by chance; from 50 ms to 1 min. Attempts never end
public record NatsConfig(
    List<String> servers,
    NatsLogin login,
    TlsFiles tls,
    String name,
    Duration connectTimeout,
    Duration pingEvery,
    Duration reconnectWait) {
  private static final Set<String> SCHEMES = Set.of("nats", "tls", "ws", "wss");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public NatsConfig {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("nats.servers: want at least one address, have none");
    }
    servers.forEach(NatsConfig::checkAddress);
    within("nats.connect_timeout", connectTimeout, Duration.ofMillis(100), MINUTE);
    within("nats.ping_every", pingEvery, Duration.ofSeconds(1), MINUTE);
    within("nats.reconnect_wait", reconnectWait, Duration.ofMillis(50), MINUTE);
  }

  /// The same without certificates of one's own.
  public NatsConfig(
      List<String> servers,
      NatsLogin login,
      String name,
      Duration connectTimeout,
      Duration pingEvery,
      Duration reconnectWait) {
    this(servers, login, TlsFiles.DEFAULT, name, connectTimeout, pingEvery, reconnectWait);
  }

  /// The defaults for these addresses, separated by commas. A login in an address
  /// (`nats://user:password@host`, `nats://token@host`) is taken out of it.
  ///
  /// @throws IllegalArgumentException for what is no address
  public static NatsConfig of(String addresses) {
    NatsLogin login = new NatsLogin.Nobody();
    List<String> servers = new ArrayList<>();
    for (String address : addresses.split(",", -1)) {
      String server = address.strip();
      int at = server.lastIndexOf('@');
      int scheme = server.indexOf("://");
      if (at >= 0) {
        int start = scheme < 0 ? 0 : scheme + "://".length();
        login = login(server.substring(start, at));
        server = server.substring(0, start) + server.substring(at + 1);
      }
      servers.add(scheme < 0 ? "nats://" + server : server);
    }
    return new NatsConfig(
        servers,
        login,
        TlsFiles.DEFAULT,
        "watchbill",
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1));
  }

  /// The same with another login.
  public NatsConfig withLogin(NatsLogin other) {
    return new NatsConfig(servers, other, tls, name, connectTimeout, pingEvery, reconnectWait);
  }

  /// The same with these certificates.
  public NatsConfig withTls(TlsFiles other) {
    return new NatsConfig(servers, login, other, name, connectTimeout, pingEvery, reconnectWait);
  }

  /// Whether TLS is spoken.
  public boolean secure() {
    return !tls.isEmpty()
        || servers.stream()
            .anyMatch(server -> server.startsWith("tls:") || server.startsWith("wss:"));
  }

  private static NatsLogin login(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new NatsLogin.Token(Secret.of(userInfo))
        : new NatsLogin.Password(
            userInfo.substring(0, colon), Secret.of(userInfo.substring(colon + 1)));
  }

  private static void checkAddress(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException _) {
      // Said below, without the address' login.
    }
    throw new IllegalArgumentException(
        "nats.servers: want nats://HOST:PORT or tls://HOST:PORT without a login, have "
            + address.replaceFirst("//.*@", "//***@"));
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          key
              + ": want "
              + least.toMillis()
              + " ms to "
              + most.toMillis()
              + " ms, have "
              + value.toMillis()
              + " ms");
    }
  }
}
