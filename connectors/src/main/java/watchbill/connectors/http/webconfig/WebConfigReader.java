package watchbill.connectors.http.webconfig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;

/// Reads one web-config file once.
final class WebConfigReader {
  private static final String TLS = "tls_server_config";
  private static final Pattern HASH =
      Pattern.compile("\\$2[abxy]\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@-]{1,40}");
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  private static final long LARGEST_BURST = 1_000_000;

  /// Headers that the toolkit lets a file set, and their values where those are given.
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Content-Security-Policy", List.of(),
          "X-Frame-Options", List.of("deny", "sameorigin"),
          "X-Content-Type-Options", List.of("nosniff"),
          "X-XSS-Protection", List.of(),
          "Strict-Transport-Security", List.of());

  /// Versions by Go's names; the older two are off in Java, and broken.
  private static final Map<String, String> VERSIONS =
      Map.of("TLS12", "TLSv1.2", "TLS13", "TLSv1.3");

  private final Path file;
  private final MessageDigest print;

  WebConfigReader(Path file) {
    this.file = file;
    try {
      print = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  WebConfig read() {
    String text = text(file.getFileName() + "", file);
    Path parent = file.toAbsolutePath().getParent();
    ConfigSection config =
        ConfigFile.parse(
            file.getFileName() + "", text, parent == null ? file : parent, System::getenv);
    Optional<TlsConfig> tls = tls(config.section(TLS));
    ConfigSection http = config.section("http_server_config");
    var _ = http.flag("http2", true); // never offered: HTTP/1.1 is what every scraper speaks
    Map<String, String> headers = headers(http);
    Map<String, String> users = users(config);
    ConfigSection limit = config.section("rate_limit");
    Duration interval = limit.duration("interval", Duration.ZERO, Duration.ZERO, LONGEST_INTERVAL);
    long burst = limit.number("burst", 1, 1, LARGEST_BURST);
    config.refuseUnknown();
    String digest = HexFormat.of().formatHex(print.digest());
    return new WebConfig(tls, headers, users, interval, burst, digest);
  }

  private Optional<TlsConfig> tls(ConfigSection tls) {
    Optional<String> certificate = pem(tls, "cert");
    Optional<String> key = pem(tls, "key");
    Optional<String> authority = pem(tls, "client_ca");
    String want = "one of Go's client authentication types, such as RequireAndVerifyClientCert";
    ClientAuthType clients =
        tls.parsed("client_auth_type", want, ClientAuthType::of)
            .orElse(ClientAuthType.NO_CLIENT_CERT);
    List<String> names = tls.texts("client_allowed_sans", List.of());
    Set<String> versions = versions(tls);
    var _ = tls.flag("prefer_server_cipher_suites", true); // as in Go since 1.17, without effect
    List<String> suites = tls.texts("cipher_suites", List.of());
    List<String> curves = tls.texts("curve_preferences", List.of());
    if (certificate.isEmpty() && key.isEmpty()) {
      if (authority.isPresent() || clients != ClientAuthType.NO_CLIENT_CERT || !names.isEmpty()) {
        throw tls.refusal("cert_file", "a certificate, since clients are asked for theirs");
      }
      return Optional.empty();
    }
    if (certificate.isEmpty()) {
      throw tls.refusal("cert_file", "a certificate beside the key");
    }
    if (key.isEmpty()) {
      throw tls.refusal("key_file", "a key beside the certificate");
    }
    if (clients == ClientAuthType.NO_CLIENT_CERT && authority.isPresent()) {
      throw tls.refusal(
          "client_auth_type", "RequireAndVerifyClientCert, since there is an authority");
    }
    if (!names.isEmpty() && clients.handshake() != io.vertx.core.http.ClientAuth.REQUIRED) {
      throw tls.refusal(
          "client_auth_type", "RequireAndVerifyClientCert, since only some names are allowed");
    }
    return Optional.of(
        new TlsConfig(
            certificate.get(),
            key.get(),
            clients,
            authority(authority, clients, names),
            versions,
            Choices.suites(suites),
            Choices.groups(curves)));
  }

  private static Authority authority(
      Optional<String> pem, ClientAuthType clients, List<String> names) {
    if (!clients.verified()) {
      return Authority.anybody(names);
    }
    try {
      return pem.isEmpty() ? Authority.known(names) : Authority.of(pem.get(), names);
    } catch (GeneralSecurityException e) {
      throw new ConfigError(
          TLS + ".client_ca_file", "certificates in PEM", "none that can be read");
    }
  }

  /// The PEM under this key, or in the file under this key with `_file`.
  private Optional<String> pem(ConfigSection tls, String key) {
    String inline = tls.text(key, "");
    Optional<Path> path = tls.path(key + "_file");
    if (!inline.isEmpty() && path.isPresent()) {
      throw tls.refusal(key + "_file", "nothing beside " + TLS + "." + key);
    }
    if (!inline.isEmpty()) {
      return Optional.of(inline);
    }
    return path.map(found -> text(TLS + "." + key + "_file", found));
  }

  private String text(String key, Path from) {
    try {
      byte[] bytes = Files.readAllBytes(from);
      print.update(bytes);
      print.update((byte) 0);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      String why = Files.isDirectory(from) ? "a folder" : e.getClass().getSimpleName();
      throw new ConfigError(key, "a readable file", from + " (" + why + ")");
    }
  }

  private static Set<String> versions(ConfigSection tls) {
    String want = "TLS12 or TLS13";
    String least = version(tls, "min_version", want, "TLSv1.2");
    String most = version(tls, "max_version", want, "TLSv1.3");
    if (least.compareTo(most) > 0) {
      throw tls.refusal("max_version", "at least min_version");
    }
    return new LinkedHashSet<>(List.of(least, most));
  }

  private static String version(ConfigSection tls, String key, String want, String otherwise) {
    return tls.parsed(key, want, text -> Optional.ofNullable(VERSIONS.get(text))).orElse(otherwise);
  }

  private static Map<String, String> headers(ConfigSection http) {
    Map<String, String> headers = new LinkedHashMap<>(http.textsByKey("headers", Map.of()));
    headers.forEach((name, value) -> {
      List<String> values = HEADERS.get(name);
      String key = "http_server_config.headers." + name;
      if (values == null) {
        throw new ConfigError(
            key, "one of " + HEADERS.keySet().stream().sorted().toList(), "another");
      }
      if (!values.isEmpty() && !values.contains(value)) {
        throw new ConfigError(key, String.join(" or ", values), value);
      }
      if (!value.chars().allMatch(c -> c >= ' ' && c < 127)) {
        throw new ConfigError(key, "printable ASCII", "other characters");
      }
    });
    return headers;
  }

  /// No refusal shows a hash, or what may be a password in a wrong place.
  private static Map<String, String> users(ConfigSection config) {
    Map<String, String> users;
    try {
      users = config.textsByKey("basic_auth_users", Map.of());
    } catch (ConfigError _) {
      throw new ConfigError("basic_auth_users", "bcrypt hashes by user", "something else");
    }
    users.forEach((name, hash) -> {
      String key = "basic_auth_users" + (NAME.matcher(name).matches() ? "." + name : "");
      if (!HASH.matcher(hash).matches()) {
        throw new ConfigError(key, "a bcrypt hash", "another text");
      }
      if (name.contains(":")) {
        throw new ConfigError(key, "names without a colon", "one with a colon");
      }
    });
    return users;
  }
}
