package watchbill.connectors.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and private keys as the texts in which they are handed around (RFC 7468).
public final class Pem {
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final byte[] PROBE = "watchbill".getBytes(StandardCharsets.UTF_8);

  private Pem() {}

  /// The certificates of a text, in its order; at least one.
  ///
  /// @throws GeneralSecurityException when there is none
  public static List<X509Certificate> certificates(byte[] text) throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (Certificate one :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))) {
        if (one instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    } catch (CertificateException e) {
      throw new CertificateException("none that can be read", e);
    }
    if (found.isEmpty()) {
      throw new CertificateException("none");
    }
    return found;
  }

  /// The private key of a text: PKCS#8, or the older forms for RSA (PKCS#1, which cert-manager
  /// writes) and for elliptic curves (SEC 1, which OpenSSL writes). No error shows the text.
  static PrivateKey key(byte[] text) throws GeneralSecurityException {
    Matcher block = KEY.matcher(new String(text, StandardCharsets.ISO_8859_1));
    if (!block.find()) {
      throw new InvalidKeySpecException("no private key, or an encrypted one");
    }
    byte[] content;
    try {
      content = Base64.getMimeDecoder().decode(block.group(2));
    } catch (IllegalArgumentException _) {
      throw new InvalidKeySpecException("a private key that cannot be read");
    }
    byte[] pkcs8 =
        switch (block.group(1)) {
          case "RSA PRIVATE KEY" -> Der.ofRsa(content);
          case "EC PRIVATE KEY" -> Der.ofCurve(content);
          default -> content;
        };
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException _) {
        // It may be of another kind.
      }
    }
    throw new InvalidKeySpecException("a private key that is neither RSA nor EC nor Ed25519");
  }

  /// Refuses a key that is not the certificate's.
  static void checkPair(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(PROBE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(PROBE);
      if (verifier.verify(signature)) {
        return;
      }
    } catch (GeneralSecurityException _) {
      // The certificate's key is of another kind.
    }
    throw new GeneralSecurityException("a key that is not the certificate's");
  }

  static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }
}
