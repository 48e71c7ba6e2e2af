package watchbill.alerts.routing;

import java.net.URI;

/// Where a webhook goes.
public sealed interface Address {
  /// An address that anybody may know.
  record Open(URI url) implements Address {
    public Open {
      String scheme = url.getScheme();
      if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
        throw new IllegalArgumentException("url: want http:// or https://, have " + url);
      }
    }
  }

  /// An address that is a secret. Alertmanager reads it from a file from version 0.26 on.
  record Secret(SecretEntry entry) implements Address {}
}
