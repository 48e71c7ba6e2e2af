package watchbill.connectors.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/// The certificate that a client shows, and its key, of two files.
final class KeyFiles extends Renewed<X509ExtendedKeyManager> {
  /// @throws watchbill.connectors.config.ConfigError when they do not belong together
  KeyFiles(Path certificate, Path key) {
    super(List.of(certificate, key), "a certificate and its key in PEM");
    var _ = now();
  }

  @Override
  X509ExtendedKeyManager make(List<byte[]> contents) throws GeneralSecurityException {
    List<X509Certificate> chain = Pem.certificates(contents.getFirst());
    PrivateKey key = Pem.key(contents.getLast());
    Pem.checkPair(key, chain.getFirst());
    KeyStore store = Pem.emptyStore();
    char[] nothing = new char[0];
    store.setKeyEntry("own", key, nothing, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, nothing);
    for (KeyManager manager : factory.getKeyManagers()) {
      if (manager instanceof X509ExtendedKeyManager keys) {
        return keys;
      }
    }
    throw new GeneralSecurityException("this Java shows no certificates");
  }
}
