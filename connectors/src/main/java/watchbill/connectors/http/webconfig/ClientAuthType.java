package watchbill.connectors.http.webconfig;

import io.vertx.core.http.ClientAuth;
import java.util.Optional;

/// Whether clients show a certificate, by Go's names
/// (<https://pkg.go.dev/crypto/tls#ClientAuthType>).
enum ClientAuthType {
  NO_CLIENT_CERT("NoClientCert", ClientAuth.NONE, false),
  REQUEST_CLIENT_CERT("RequestClientCert", ClientAuth.REQUEST, false),
  REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert", ClientAuth.REQUIRED, false),
  VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven", ClientAuth.REQUEST, true),
  REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert", ClientAuth.REQUIRED, true);

  private final String text;
  private final ClientAuth handshake;
  private final boolean verified;

  ClientAuthType(String text, ClientAuth handshake, boolean verified) {
    this.text = text;
    this.handshake = handshake;
    this.verified = verified;
  }

  /// The type of this name; also of the empty name, which asks for none.
  static Optional<ClientAuthType> of(String text) {
    for (ClientAuthType type : values()) {
      if (type.text.equals(text)) {
        return Optional.of(type);
      }
    }
    return text.isEmpty() ? Optional.of(NO_CLIENT_CERT) : Optional.empty();
  }

  /// What the handshake asks the client for.
  ClientAuth handshake() {
    return handshake;
  }

  /// Whether a certificate has to be signed by the authority that the file names.
  boolean verified() {
    return verified;
  }
}
