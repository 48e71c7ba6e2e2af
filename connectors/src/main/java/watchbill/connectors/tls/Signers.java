package watchbill.connectors.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Who signs certificates that are believed: those of a file, or those that Java trusts.
final class Signers extends Renewed<X509ExtendedTrustManager> {
  /// @throws watchbill.connectors.config.ConfigError when the file holds no certificate
  Signers(Optional<Path> file) {
    super(file.stream().toList(), "certificates in PEM");
    var _ = now();
  }

  @Override
  X509ExtendedTrustManager make(List<byte[]> contents) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(contents.isEmpty() ? null : store(Pem.certificates(contents.getFirst())));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager signers) {
        return signers;
      }
    }
    throw new GeneralSecurityException("this Java checks no certificates");
  }

  private static @Nullable KeyStore store(List<X509Certificate> certificates)
      throws GeneralSecurityException {
    KeyStore store = Pem.emptyStore();
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    return store;
  }
}
