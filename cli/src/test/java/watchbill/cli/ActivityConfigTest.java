package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLogin;

class ActivityConfigTest {
  private static final Path FOLDER = Path.of("/etc/watchbill");

  private static NatsConfig nats(String section) {
    return RunConfig.of(
            ConfigFile.parse(
                "watchbill.yaml",
                "nats: {url: nats://n:4222, " + section + "}",
                FOLDER,
                _ -> "SUA"),
            Map.of())
        .activity()
        .nats()
        .orElseThrow();
  }

  @Test
  void readsAnNkeyAndCertificates() {
    NatsConfig nats = nats("nkey: {env: SEED}, tls: {authority: ca.crt, certificate: a, key: b}");
    assertThat(nats.login())
        .isInstanceOfSatisfying(
            NatsLogin.NKey.class, nkey -> assertThat(nkey.seed().reveal()).isEqualTo("SUA"));
    assertThat(nats.toString()).doesNotContain("SUA");
    assertThat(nats.tls().authority()).contains(FOLDER.resolve("ca.crt"));
    assertThat(nats.tls().certificate()).contains(FOLDER.resolve("a"));
    assertThat(nats.tls().key()).contains(FOLDER.resolve("b"));
    assertThat(nats.secure()).isTrue();
  }

  @Test
  void speaksNoTlsUnlessTold() {
    assertThat(nats("user: a, password: {env: P}").secure()).isFalse();
    assertThat(NatsConfig.of("tls://n:4222").secure()).isTrue();
  }

  @Test
  void refusesTwoLogins() {
    assertThatThrownBy(() -> nats("token: {env: T}, nkey: {env: N}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("nats.password: want one of password, token, nkey and credentials");
  }

  @Test
  void refusesAKeyWithoutItsCertificate() {
    assertThatThrownBy(() -> nats("tls: {key: b}"))
        .isInstanceOf(ConfigError.class)
        .hasMessageStartingWith("nats.tls.certificate: want certificate and key, or neither");
  }
}
