package watchbill.connectors.http.webconfig;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How the server shows who it is, and whom it believes: the section `tls_server_config`.
///
/// @param certificate PEM, the server's own certificate first
/// @param key PEM, unencrypted
/// @param clients whether clients show a certificate
/// @param authority what certificates of clients are taken
/// @param versions such as `TLSv1.3`; at least one
/// @param cipherSuites for TLS 1.2; empty for Java's own choice
/// @param groups for the key exchange; empty for Java's own choice
record TlsConfig(
    String certificate,
    String key,
    ClientAuthType clients,
    Authority authority,
    Set<String> versions,
    List<String> cipherSuites,
    List<String> groups) {
  /// The suites of TLS 1.3 cannot be chosen, as in Go.
  private static final List<String> SUITES_OF_TLS_13 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  /// The same for Vert.x.
  ServerSSLOptions options() {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(keyAndCertificate());
    options.setClientAuth(clients.handshake());
    options.setTrustOptions(TrustOptions.wrap(authority));
    options.setEnabledSecureTransportProtocols(new LinkedHashSet<>(versions));
    if (!cipherSuites.isEmpty()) {
      SUITES_OF_TLS_13.forEach(options::addEnabledCipherSuite);
      cipherSuites.forEach(options::addEnabledCipherSuite);
    }
    groups.forEach(options::addKeyExchangeGroup);
    return options;
  }

  /// Refuses a key that is not the certificate's.
  ///
  /// @throws IllegalArgumentException that says what is wrong
  void check(Vertx vertx) {
    KeyMatch.check(keyAndCertificate(), vertx);
  }

  /// Shows no key.
  @Override
  public String toString() {
    return "TLS " + versions + ", clients " + clients;
  }

  private PemKeyCertOptions keyAndCertificate() {
    return new PemKeyCertOptions()
        .setCertValue(Buffer.buffer(certificate))
        .setKeyValue(Buffer.buffer(key));
  }
}
