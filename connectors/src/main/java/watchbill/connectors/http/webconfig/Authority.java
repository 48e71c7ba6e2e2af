package watchbill.connectors.http.webconfig;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Says during the handshake which certificates of clients are taken: signed by an authority, if
/// there is one, and with one of the allowed names, if there are any.
final class Authority extends X509ExtendedTrustManager {
  private final @Nullable X509ExtendedTrustManager signers;
  private final List<String> allowedNames;

  private Authority(@Nullable X509ExtendedTrustManager signers, List<String> allowedNames) {
    this.signers = signers;
    this.allowedNames = allowedNames;
  }

  /// Takes any certificate with one of these names; any at all where there are none.
  static Authority anybody(List<String> allowedNames) {
    return new Authority(null, allowedNames);
  }

  /// Takes what those have signed whom Java trusts; Go does so, too, where a file verifies
  /// certificates and names no authority.
  static Authority known(List<String> allowedNames) throws GeneralSecurityException {
    return new Authority(signers(null), allowedNames);
  }

  /// Takes what these certificates have signed.
  ///
  /// @param pem at least one certificate
  /// @throws GeneralSecurityException when there is none
  static Authority of(String pem, List<String> allowedNames) throws GeneralSecurityException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    if (found.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    int next = 0;
    for (Certificate certificate : found) {
      store.setCertificateEntry("client-ca-" + next++, certificate);
    }
    return new Authority(signers(store), allowedNames);
  }

  private static X509ExtendedTrustManager signers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager signers) {
        return signers;
      }
    }
    throw new GeneralSecurityException("this Java checks no certificates");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (signers != null) {
      signers.checkClientTrusted(chain, type, engine);
    }
    checkName(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (signers != null) {
      signers.checkClientTrusted(chain, type, socket);
    }
    checkName(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (signers != null) {
      signers.checkClientTrusted(chain, type);
    }
    checkName(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("checks clients only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("checks clients only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("checks clients only");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return signers == null ? new X509Certificate[0] : signers.getAcceptedIssuers();
  }

  /// The names of a certificate that count are DNS, e-mail, URI and IP, as in the toolkit.
  private void checkName(X509Certificate[] chain) throws CertificateException {
    if (allowedNames.isEmpty()) {
      return;
    }
    Collection<List<?>> names = chain[0].getSubjectAlternativeNames();
    if (names != null) {
      for (List<?> name : names) {
        if (name.get(1) instanceof String text && allowedNames.contains(text)) {
          return;
        }
      }
    }
    throw new CertificateException("want one of the allowed names, have " + names);
  }
}
