package watchbill.connectors.http.webconfig;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/// Whether a key belongs to its certificate. Java says so only when the first client comes, and to
/// the client.
final class KeyMatch {
  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "EdDSA");
  private static final byte[] PROBE = "watchbill".getBytes(StandardCharsets.UTF_8);

  private KeyMatch() {}

  /// Refuses a pair that does not belong together or that cannot be read.
  ///
  /// @throws IllegalArgumentException that says what is wrong
  static void check(KeyCertOptions pair, Vertx vertx) {
    try {
      for (KeyManager manager : pair.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (manager instanceof X509KeyManager keys && checked(keys)) {
          return;
        }
      }
    } catch (Exception e) { // Vert.x declares no narrower one
      throw new IllegalArgumentException(
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    }
    throw new IllegalArgumentException("neither RSA nor EC nor Ed25519");
  }

  private static boolean checked(X509KeyManager keys) throws GeneralSecurityException {
    for (String kind : KINDS) {
      String @Nullable [] aliases = keys.getServerAliases(kind, null);
      if (aliases != null) {
        String alias = aliases[0];
        X509Certificate certificate = keys.getCertificateChain(alias)[0];
        checkSignature(keys.getPrivateKey(alias), certificate);
        return true;
      }
    }
    return false;
  }

  private static void checkSignature(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(PROBE);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(PROBE);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
  }
}
