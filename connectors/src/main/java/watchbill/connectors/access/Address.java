package watchbill.connectors.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Where a server listens.
///
/// @param host a name, or an address; an IPv6 address without brackets
/// @param port from 1 to 65535
public record Address(String host, int port) {
  private static final int LAST_PORT = 65_535;

  /// The address that a text such as `redis-0.redis:6379` or `[::1]:6379` says, if it says one.
  ///
  /// @param defaultPort holds where the text names none
  public static Optional<Address> parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']');
    String host = hasPort ? text.substring(0, colon) : text;
    String port = hasPort ? text.substring(colon + 1) : Integer.toString(defaultPort);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      return Optional.empty();
    }
    if (!host.matches("[A-Za-z0-9_.:-]{1,253}") || !port.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(port);
    return number < 1 || number > LAST_PORT
        ? Optional.empty()
        : Optional.of(new Address(host, number));
  }

  /// The same with the host as a number, as servers know each other; itself when the name cannot be
  /// resolved.
  public Address numeric() {
    try {
      return new Address(InetAddress.getByName(host).getHostAddress(), port);
    } catch (UnknownHostException _) {
      return this;
    }
  }

  /// As people write it.
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
  }
}
