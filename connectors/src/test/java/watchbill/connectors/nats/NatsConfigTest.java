package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.config.Secret;

class NatsConfigTest {
  @Test
  void hasDefaultsForAllButTheAddress() {
    assertThat(NatsConfig.of("nats://a:4222"))
        .isEqualTo(
            new NatsConfig(
                List.of("nats://a:4222"),
                new NatsLogin.Nobody(),
                "watchbill",
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1)));
  }

  @Test
  void takesEverythingElseWhenItIsGiven() {
    NatsConfig config =
        new NatsConfig(
            List.of("tls://a:1", "nats://b:2"),
            new NatsLogin.CredentialsFile(Path.of("/creds")),
            "me",
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofMillis(50));

    assertThat(LinkOptions.of(config, (_, _) -> {}))
        .satisfies(options -> {
          assertThat(options.getMaxReconnect()).isEqualTo(-1);
          assertThat(options.getConnectionName()).isEqualTo("me");
          assertThat(options.getConnectionTimeout()).isEqualTo(Duration.ofMillis(100));
          assertThat(options.getPingInterval()).isEqualTo(Duration.ofSeconds(1));
          assertThat(options.getReconnectWait()).isEqualTo(Duration.ofMillis(50));
          assertThat(options.getAuthHandler()).isNotNull();
        });
  }

  @Test
  void takesALoginOutOfTheAddressAndNeverPrintsIt() {
    NatsConfig user = NatsConfig.of("nats://me:p@ss@a:4222, b:4222");
    NatsConfig token = NatsConfig.of("nats://t0ken@a:4222");

    assertThat(user.servers()).containsExactly("nats://a:4222", "nats://b:4222");
    assertThat(user.login()).isEqualTo(new NatsLogin.Password("me", Secret.of("p@ss")));
    assertThat(token.login()).isEqualTo(new NatsLogin.Token(Secret.of("t0ken")));
    assertThat(user.toString() + token).doesNotContain("p@ss").doesNotContain("t0ken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://a:4222 | nats.servers: want nats://HOST:PORT or tls://HOST:PORT without a login,"
            + " have http://a:4222",
        "nats://a b    | nats.servers: want nats://HOST:PORT or tls://HOST:PORT without a login,"
            + " have nats://a b",
      })
  void refusesWhatIsNoAddress(String address, String message) {
    assertThatThrownBy(() -> NatsConfig.of(address)).hasMessage(message);
  }

  @Test
  void refusesTimesOutOfRange() {
    NatsConfig good = NatsConfig.of("a");
    assertThatThrownBy(() ->
            new NatsConfig(
                good.servers(),
                good.login(),
                "n",
                Duration.ofMinutes(2),
                good.pingEvery(),
                good.reconnectWait()))
        .hasMessage("nats.connect_timeout: want 100 ms to 60000 ms, have 120000 ms");
    assertThatThrownBy(() ->
            new NatsConfig(
                good.servers(),
                good.login(),
                "n",
                good.connectTimeout(),
                Duration.ZERO,
                good.reconnectWait()))
        .hasMessage("nats.ping_every: want 1000 ms to 60000 ms, have 0 ms");
    assertThatThrownBy(() ->
            new NatsConfig(
                good.servers(),
                good.login(),
                "n",
                good.connectTimeout(),
                good.pingEvery(),
                Duration.ZERO))
        .hasMessage("nats.reconnect_wait: want 50 ms to 60000 ms, have 0 ms");
  }
}
