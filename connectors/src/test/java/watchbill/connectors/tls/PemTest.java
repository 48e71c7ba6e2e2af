package watchbill.connectors.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemTest {
  /// Where PKCS#8 of RSA holds the key of PKCS#1: after 26 bytes, at lengths of two bytes.
  private static final int PKCS1_AT = 26;

  private static String block(String kind, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content));
  }

  private static PrivateKey read(String text) throws GeneralSecurityException {
    return Pem.key(("preface\n" + text).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsEveryKindOfKey(String kind) throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate();
    assertThat(read(block("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  @Test
  void readsTheOlderFormOfRsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    byte[] pkcs8 = key.getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS1_AT, pkcs8.length);
    assertThat(read(block("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  /// What `openssl ecparam -genkey` writes, but for the public key, which may be left out.
  @ParameterizedTest
  @CsvSource({"secp256r1, 32, 06082a8648ce3d030107", "secp384r1, 48, 06052b81040022"})
  void readsTheOlderFormOfCurves(String curve, int size, String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    String number = ("0".repeat(2 * size) + key.getS().toString(16));
    String content =
        "020101"
            + element("04", number.substring(number.length() - 2 * size))
            + element("a0", name);
    byte[] sec1 = HexFormat.of().parseHex(element("30", content));
    assertThat(read(block("EC PRIVATE KEY", sec1)))
        .isInstanceOfSatisfying(
            ECPrivateKey.class,
            found -> {
              assertThat(found.getS()).isEqualTo(key.getS());
              assertThat(found.getParams().getOrder()).isEqualTo(key.getParams().getOrder());
            });
  }

  private static String element(String kind, String content) {
    return kind + "%02x".formatted(content.length() / 2) + content;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMAMCAQE=\n-----END RSA PRIVATE KEY-----",
      })
  void refusesWhatIsNoKeyWithoutShowingIt(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageNotContaining("AAAA")
        .hasMessageNotContaining("MAMC");
  }
}
