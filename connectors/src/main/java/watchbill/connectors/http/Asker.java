package watchbill.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.Secret;

/// Who asks a server, and whose certificates it believes.
///
/// @param user empty for nobody
/// @param password of the user; empty for an empty one
/// @param authority a file in PEM with certificates of those who sign servers' certificates; those
///   that Java trusts where it is absent
public record Asker(String user, Optional<Secret> password, Optional<Path> authority) {
  /// Nobody in particular.
  public static final Asker ANYBODY = new Asker("", Optional.empty(), Optional.empty());

  /// What to send as `Authorization`; empty for nothing.
  String authorization() {
    if (user.isEmpty()) {
      return "";
    }
    String pair = user + ":" + password.map(Secret::reveal).orElse("");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /// What to check servers' certificates against, where it is not Java's own.
  ///
  /// @throws ConfigError when the file holds no certificate
  Optional<SSLContext> trust() {
    return authority.map(Asker::trusting);
  }

  private static SSLContext trusting(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("authority-" + trusted.size(), one);
      }
      if (trusted.size() == 0) {
        throw new ConfigError(file + "", "certificates in PEM", "none");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), new SecureRandom());
      return context;
    } catch (IOException e) {
      throw new ConfigError(file + "", "a readable file", e.getClass().getSimpleName());
    } catch (GeneralSecurityException e) {
      throw new ConfigError(file + "", "certificates in PEM", "none that can be read");
    }
  }
}
