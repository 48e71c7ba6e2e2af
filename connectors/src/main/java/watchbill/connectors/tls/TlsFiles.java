package watchbill.connectors.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;

/// Whose certificates are believed, and which one is shown. The files are in PEM and are read again
/// at each handshake, so that renewed ones hold without a restart.
///
/// @param authority certificates of those who sign servers' certificates; those that Java trusts
///   where it is absent
/// @param certificate what is shown to servers that ask, with those that signed it; none when
///   absent
/// @param key its key, unencrypted
public record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
  /// Java's own authorities, and no certificate.
  public static final TlsFiles DEFAULT =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

  /// The section `tls`, with the keys `authority`, `certificate` and `key`.
  ///
  /// @throws ConfigError for a certificate without a key, or the other way round
  public static TlsFiles of(ConfigSection tls) {
    Optional<Path> certificate = tls.path("certificate");
    Optional<Path> key = tls.path("key");
    if (certificate.isPresent() != key.isPresent()) {
      throw tls.refusal(
          key.isPresent() ? "certificate" : "key", "certificate and key, or neither of them");
    }
    return new TlsFiles(tls.path("authority"), certificate, key);
  }

  /// Java's authorities or these.
  public static TlsFiles trusting(Optional<Path> authority) {
    return new TlsFiles(authority, Optional.empty(), Optional.empty());
  }

  /// Whether nothing was said.
  public boolean isEmpty() {
    return authority.isEmpty() && certificate.isEmpty();
  }

  /// What sockets are made with. A server has to show a certificate with the name by which it was
  /// asked for, also where the library that uses the socket does not see to it.
  ///
  /// @throws ConfigError when a file cannot be used, with its path
  public SSLContext context() {
    try {
      KeyManager[] keys = new KeyManager[0];
      if (certificate.isPresent() && key.isPresent()) {
        keys = new KeyManager[] {new ShownKey(new KeyFiles(certificate.get(), key.get()))};
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys, new TrustManager[] {new NamedServers(new Signers(authority))}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new ConfigError("tls", "a Java that speaks TLS", e.getMessage() + "");
    }
  }
}
