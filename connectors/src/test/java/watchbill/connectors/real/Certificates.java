package watchbill.connectors.real;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// An authority and what it has signed, made by `keytool` in a folder of the test's.
public final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final String AUTHORITY = "authority";

  private final Path folder;
  private final Path store;

  /// An authority whose keys are kept in this folder.
  public Certificates(Path folder) throws Exception {
    this.folder = folder;
    this.store = folder.resolve("store.p12");
    make(AUTHORITY, "-ext", "bc:c");
  }

  /// A certificate that the authority has signed and that holds now.
  public void signed(String name, String alternativeName) throws Exception {
    make(name, "-signer", AUTHORITY, "-ext", "san=" + alternativeName);
  }

  /// A certificate that the authority has signed and that has held until yesterday.
  public void expired(String name, String alternativeName) throws Exception {
    make(
        name,
        "-signer",
        AUTHORITY,
        "-ext",
        "san=" + alternativeName,
        "-startdate",
        "-3d",
        "-validity",
        "2");
  }

  /// A certificate that signs itself.
  public void foreign(String name, String alternativeName) throws Exception {
    make(name, "-ext", "san=" + alternativeName);
  }

  /// The authority's certificate in PEM.
  public String authority() throws Exception {
    return pem("CERTIFICATE", opened().getCertificate(AUTHORITY).getEncoded());
  }

  /// A certificate in PEM.
  public String certificate(String name) throws Exception {
    return pem("CERTIFICATE", opened().getCertificate(name).getEncoded());
  }

  /// A certificate's key in PEM.
  public String key(String name) throws Exception {
    return pem("PRIVATE KEY", keyOf(name).getEncoded());
  }

  /// A client that believes the authority and shows this certificate; none where it is null.
  public SSLContext client(@Nullable String name) throws Exception {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(AUTHORITY, opened().getCertificate(AUTHORITY));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        name == null ? new KeyManager[0] : shown(name),
        trust.getTrustManagers(),
        new SecureRandom());
    return context;
  }

  private KeyManager[] shown(String name) throws Exception {
    KeyStore own = empty();
    Certificate[] chain = {opened().getCertificate(name)};
    own.setKeyEntry(name, keyOf(name), PASSWORD.toCharArray(), chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    return keys.getKeyManagers();
  }

  private Key keyOf(String name) throws Exception {
    Key key = opened().getKey(name, PASSWORD.toCharArray());
    if (key == null) {
      throw new IllegalStateException("no key " + name);
    }
    return key;
  }

  private KeyStore opened() throws GeneralSecurityException, IOException {
    KeyStore opened = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      opened.load(in, PASSWORD.toCharArray());
    }
    return opened;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    return empty;
  }

  private void make(String name, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool") + "",
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-keystore",
                store + "",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }

  private static String pem(String kind, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }
}
