package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.Secret;
import watchbill.connectors.real.Certificates;
import watchbill.connectors.real.RealNats;
import watchbill.connectors.tls.TlsFiles;

/// A nats-server that takes only clients whose certificate it trusts and whose nkey it knows.
@Tag("endtoend")
final class SecureNatsEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static RealNats server;
  private static NatsLogin known;
  private static NatsLogin unknown;

  @BeforeAll
  static void start() throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.signed("server", "ip:127.0.0.1");
    certificates.signed("misnamed", "dns:nats.example.org");
    certificates.signed("client", "dns:watchbill.example.org");
    certificates.expired("late", "dns:watchbill.example.org");
    certificates.foreign("forged", "dns:watchbill.example.org");
    Files.writeString(folder.resolve("ca.crt"), certificates.authority());
    for (String name : List.of("server", "misnamed", "client", "late", "forged")) {
      Files.writeString(folder.resolve(name + ".crt"), certificates.certificate(name));
      Files.writeString(folder.resolve(name + ".key"), certificates.key(name));
    }
    NKey user = NKey.createUser(null);
    known = new NatsLogin.NKey(Secret.of(new String(user.getSeed())));
    unknown = new NatsLogin.NKey(Secret.of(new String(NKey.createUser(null).getSeed())));
    server =
        RealNats.configured(
            """
            tls { cert_file: "%1$s/server.crt", key_file: "%1$s/server.key"
                  ca_file: "%1$s/ca.crt", verify: true }
            authorization { users: [ { nkey: %2$s, permissions: { publish: {
              allow: ["$JS.API.STREAM.>", "$JS.API.CONSUMER.>", "allowed.>"] } } } ] }
            """
                .formatted(folder, new String(user.getPublicKey())),
            Files.createDirectory(folder.resolve("nats")));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static NatsConfig config(String authority, @Nullable String shown, NatsLogin login) {
    Optional<String> name = Optional.ofNullable(shown);
    TlsFiles tls =
        new TlsFiles(
            Optional.of(folder.resolve(authority)),
            name.map(one -> folder.resolve(one + ".crt")),
            name.map(one -> folder.resolve(one + ".key")));
    Duration second = Duration.ofSeconds(1);
    return new NatsConfig(
        List.of(server.url()), login, tls, "test", second, second, Duration.ofMillis(50));
  }

  @Test
  void comesInWithItsCertificateAndItsNkey() throws Exception {
    try (NatsProbe probe = NatsProbe.connect(config("ca.crt", "client", known))) {
      assertThat(probe.greeting().tls()).isTrue();
      assertThat(probe.greeting().jetStream()).isTrue();
      assertThat(probe.stream("NONE")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"late", "forged", ","})
  void isRefusedWithAnotherCertificate(@Nullable String name) {
    assertThatThrownBy(() -> NatsProbe.connect(config("ca.crt", name, known)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot connect to nats://127.0.0.1:");
  }

  @Test
  void isRefusedWithAnotherNkey() {
    assertThatThrownBy(() -> NatsProbe.connect(config("ca.crt", "client", unknown)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Authorization Violation");
  }

  @Test
  void doesNotTalkToAServerThatNobodyItKnowsHasSigned() {
    assertThatThrownBy(() -> NatsProbe.connect(config("forged.crt", "client", known)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot connect to nats://127.0.0.1:");
  }

  @Test
  void doesNotTalkToAServerOfAnotherName() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (RealNats misnamed =
        RealNats.configured(
            "tls { cert_file: \"%1$s/misnamed.crt\", key_file: \"%1$s/misnamed.key\" }"
                .formatted(folder),
            other)) {
      NatsConfig config =
          NatsConfig.of(misnamed.url().replace("nats:", "tls:"))
              .withTls(TlsFiles.trusting(Optional.of(folder.resolve("ca.crt"))));
      assertThatThrownBy(() -> NatsProbe.connect(config))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void showsARenewedCertificateAtTheNextConnect() throws Exception {
    show("late");
    try (NatsLink link = new NatsLink(config("ca.crt", "shown", known), _ -> {})) {
      link.start();
      await().atMost(SOON).until(() -> link.state().why().startsWith("cannot connect"));
      show("client");
      assertThat(link.awaitUp(SOON)).isTrue();
    }
  }

  private static void show(String name) throws IOException {
    for (String kind : List.of(".crt", ".key")) {
      Path next = Files.copy(folder.resolve(name + kind), folder.resolve("next" + kind));
      Files.move(next, folder.resolve("shown" + kind), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void findsOutWhatItMayDoAndStoresNothing() throws Exception {
    try (NatsProbe probe = NatsProbe.connect(config("ca.crt", "client", known));
        NatsLink link = new NatsLink(config("ca.crt", "client", known), _ -> {})) {
      link.start();
      assertThat(link.awaitUp(SOON)).isTrue();
      link.ensure(StreamSpec.created("ALL", Duration.ofDays(1), "allowed.>", "forbidden.>"));
      StreamSettings settings = probe.stream("ALL").orElseThrow();
      assertThat(settings.takes("allowed.*.x")).isTrue();
      assertThat(settings.takes("other.>")).isFalse();
      assertThat(settings.onDisk()).isTrue();
      assertThat(settings.limits().age()).isEqualTo(Duration.ofDays(1));
      assertThat(probe.rehearseReading("ALL", "allowed.>")).isBetween(-2_000L, 2_000L);
      assertThat(probe.rehearsePublishing("allowed.a")).isTrue();
      assertThatThrownBy(() -> probe.rehearsePublishing("forbidden.a"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Permissions Violation for Publish to \"forbidden.a\"");
      assertThat(probe.stream("ALL").orElseThrow().content().messages()).isZero();
    }
  }

  @Test
  void refusesWhatIsNoSeedWithoutShowingIt() {
    NatsConfig wrong = config("ca.crt", "client", new NatsLogin.NKey(Secret.of("SUSECRETSECRET")));
    assertThatThrownBy(() -> NatsProbe.connect(wrong))
        .isInstanceOf(ConfigError.class)
        .hasMessage("nats.nkey: want the seed of a user's nkey, SU..., have something else");
  }

  @Test
  void refusesAKeyOfAnotherCertificate() {
    Optional<Path> key = Optional.of(folder.resolve("late.key"));
    TlsFiles mixed = new TlsFiles(Optional.empty(), Optional.of(folder.resolve("client.crt")), key);
    assertThatThrownBy(mixed::context)
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("late.key: want a certificate and its key in PEM, have a key that");
  }
}
