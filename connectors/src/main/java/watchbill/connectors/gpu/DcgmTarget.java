package watchbill.connectors.gpu;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A DCGM exporter.
///
/// @param node on which it runs; empty when its page has to say
/// @param page the address of its page
public record DcgmTarget(String node, URI page) {
  /// The port that it has by default.
  public static final int PORT = 9400;

  private static final String PATH = "/metrics";

  /// The exporter that runs in a pod; empty while the pod has no node or no address.
  ///
  /// @param podIp an address of IPv4 or IPv6
  public static Optional<DcgmTarget> ofPod(String node, String podIp, int port) {
    if (node.isEmpty() || !podIp.matches("[0-9a-fA-F.:]+")) {
      return Optional.empty();
    }
    String host = podIp.indexOf(':') >= 0 ? "[" + podIp + "]" : podIp;
    return Optional.of(new DcgmTarget(node, URI.create("http://" + host + ":" + port + PATH)));
  }

  /// The exporter at an address: `host` or `host:port`, or a whole `http://` or `https://` one with
  /// its path; empty when it is none.
  ///
  /// @param port where the address has no scheme and no port
  public static Optional<DcgmTarget> at(String address, int port) {
    boolean whole = address.contains("://");
    URI uri = uri(whole ? address : "http://" + address);
    if (uri == null
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getFragment() != null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        || (!whole && !uri.getRawPath().isEmpty())) {
      return Optional.empty();
    }
    String ported = !whole && uri.getPort() < 0 ? uri + ":" + port : uri.toString();
    boolean bare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
    return Optional.of(new DcgmTarget("", URI.create(bare ? ported + PATH : ported)));
  }

  private static @Nullable URI uri(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
