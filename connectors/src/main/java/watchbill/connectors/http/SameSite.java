package watchbill.connectors.http;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps out what pages of other sites have a browser send. On a server that only this machine can
/// reach, whoever asks must call it by this machine's own name (a page whose name was made to point
/// here calls it by its own), and must not come from a page of another host. Elsewhere that holds
/// only for what changes something, since by what names a server is called there nobody knows.
final class SameSite {
  private final String listensOn;
  private final boolean loopback;

  /// The rule for a server that listens on this address or name.
  SameSite(String listensOn) {
    this.listensOn = listensOn.toLowerCase(Locale.ROOT);
    this.loopback = isLoopback(this.listensOn);
  }

  /// Why a request is refused, if it is. One that says no host comes from no browser.
  Optional<Response> refusal(String method, MultiMap headers) {
    List<String> hosts = headers.getAll("Host");
    for (String host : hosts) {
      String name = name(host);
      if (loopback && !isLoopback(name) && !name.equals(listensOn)) {
        return Optional.of(Response.text(403, "Host: want localhost or 127.0.0.1, have another"));
      }
    }
    boolean asked = method.equals("GET") || method.equals("HEAD");
    if (loopback || !asked) {
      for (String origin : headers.getAll("Origin")) {
        if (hosts.stream().noneMatch(host -> isOf(origin, host))) {
          return Optional.of(Response.text(403, "Origin: want none or this server, have another"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && name(origin.substring(scheme + 3)).equals(name(host));
  }

  /// The name without a port, in lower case.
  private static String name(String authority) {
    int bracket = authority.indexOf(']');
    int colon = authority.indexOf(':', Math.max(0, bracket));
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.equals("::1")
        || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
