package watchbill.connectors.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.config.Secret;
import watchbill.connectors.tls.TlsFiles;

/// Who asks a server, and whose certificates it believes.
///
/// @param user empty for nobody
/// @param password of the user; empty for an empty one
/// @param token what is shown instead of a user (`Bearer`, RFC 6750); Grafana's service accounts
///   have one
/// @param tls whose certificates are believed, and which one is shown
public record Asker(String user, Optional<Secret> password, Optional<Secret> token, TlsFiles tls) {
  /// Nobody in particular.
  public static final Asker ANYBODY =
      new Asker("", Optional.empty(), Optional.empty(), TlsFiles.DEFAULT);

  /// The asker of the keys `user`, `password`, `token` and `tls` of a section.
  public static Asker of(ConfigSection section) {
    return new Asker(
        section.text("user", ""),
        section.secret("password"),
        section.secret("token"),
        TlsFiles.of(section.section("tls")));
  }

  /// What to send as `Authorization`; empty for nothing.
  String authorization() {
    if (token.isPresent()) {
      return "Bearer " + token.get().reveal();
    }
    if (user.isEmpty()) {
      return "";
    }
    String pair = user + ":" + password.map(Secret::reveal).orElse("");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /// What to make connections with, where it is not as Java does by itself.
  ///
  /// @throws watchbill.connectors.config.ConfigError when a file cannot be used
  Optional<SSLContext> context() {
    return tls.isEmpty() ? Optional.empty() : Optional.of(tls.context());
  }
}
