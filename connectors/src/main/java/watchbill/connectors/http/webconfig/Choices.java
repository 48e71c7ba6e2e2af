package watchbill.connectors.http.webconfig;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import watchbill.connectors.config.ConfigError;

/// Cipher suites and curves by Go's names (<https://pkg.go.dev/crypto/tls#pkg-constants>), as Java
/// has them. Those that Go knows and this Java has not, or has switched off as too weak, are left
/// out where others remain; nobody gets less than what he chose.
final class Choices {
  private static final String SUITES = "tls_server_config.cipher_suites";
  private static final String CURVES = "tls_server_config.curve_preferences";

  /// What Go knows and Java may have switched off: no forward secrecy, or no such key exchange yet.
  private static final Set<String> WEAK =
      Set.of(
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

  private static final Map<String, String> GROUPS =
      Map.of(
          "CurveP256", "secp256r1",
          "CurveP384", "secp384r1",
          "CurveP521", "secp521r1",
          "X25519", "x25519");

  private static final String NOT_YET = "X25519MLKEM768";

  private Choices() {}

  /// Java's names of these suites.
  ///
  /// @throws ConfigError for one that neither Go nor Java knows, or when none is left
  static List<String> suites(List<String> names) {
    Set<String> supported = supported();
    return left(
        names,
        SUITES,
        "suites that Java knows",
        name -> {
          if (supported.contains(name)) {
            return Stream.of(name);
          }
          if (WEAK.contains(name)) {
            return Stream.empty();
          }
          throw new ConfigError(SUITES, "suites that Java knows", name);
        });
  }

  /// Java's names of these curves.
  ///
  /// @throws ConfigError for one that Go does not know, or when none is left
  static List<String> groups(List<String> names) {
    String want = "CurveP256, CurveP384, CurveP521 or X25519";
    return left(
        names,
        CURVES,
        want,
        name -> {
          String group = GROUPS.get(name);
          if (group == null && !name.equals(NOT_YET)) {
            throw new ConfigError(CURVES, want, name);
          }
          return Stream.ofNullable(group);
        });
  }

  private static List<String> left(
      List<String> names, String key, String want, Function<String, Stream<String>> known) {
    List<String> left = names.stream().flatMap(known).toList();
    if (left.isEmpty() && !names.isEmpty()) {
      throw new ConfigError(key, "at least one of " + want, String.join(", ", names));
    }
    return left;
  }

  private static Set<String> supported() {
    try {
      return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
