package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.config.Secret;
import watchbill.connectors.real.RealNats;

@Tag("endtoend")
class NatsLinkEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final List<LinkState> heard = new CopyOnWriteArrayList<>();
  private RealNats server;
  private NatsLink link;

  @BeforeEach
  void start() {
    server = RealNats.in(folder);
    link = link(new NatsLogin.Nobody());
  }

  private NatsLink link(NatsLogin login) {
    return new NatsLink(
        new NatsConfig(
            List.of(server.url()),
            login,
            "test",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(50)),
        heard::add);
  }

  /// From now on only this password is right.
  private void restartWith(String password) {
    server.kill();
    server.changeLogin("me", password);
    server.start();
  }

  @AfterEach
  void end() {
    link.close();
    server.close();
  }

  @Test
  void waitsForAServerThatIsNotThereYet() throws InterruptedException {
    server.kill();
    link.start();
    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard.getFirst().up()).isFalse();
    assertThat(heard.getFirst().why()).startsWith("cannot connect to [" + server.url() + "]");

    server.start();

    assertThat(link.awaitUp(SOON)).isTrue();
    assertThat(link.state().why()).isEqualTo("connected to " + server.url());
  }

  @Test
  void saysSinceWhenItIsDownAndComesBack() throws InterruptedException {
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();
    for (int round = 0; round < 3; round++) {
      long before = System.currentTimeMillis();
      server.kill();
      await().atMost(SOON).until(() -> !link.state().up());
      assertThat(link.state().sinceMillis()).isGreaterThanOrEqualTo(before);
      assertThat(link.state().why()).startsWith("disconnected");
      server.start();
      assertThat(link.awaitUp(SOON)).isTrue();
    }
    assertThat(heard).filteredOn(LinkState::up).hasSize(4);
  }

  @Test
  void noticesAServerThatIsFrozen() throws InterruptedException {
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();

    server.freeze();
    await().atMost(SOON).until(() -> !link.state().up());
    server.thaw();

    assertThat(link.awaitUp(SOON)).isTrue();
  }

  @Test
  void goesOnTryingThoughItsLoginIsRefused() throws InterruptedException {
    restartWith("right");
    link = link(new NatsLogin.Password("me", Secret.of("wrong")));
    link.start();
    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard.getFirst().why()).containsIgnoringCase("auth").doesNotContain("wrong");
    assertThat(link.awaitUp(Duration.ofMillis(500))).isFalse();
    link.close();

    link = link(new NatsLogin.Password("me", Secret.of("right")));
    link.start();

    assertThat(link.awaitUp(SOON)).isTrue();
  }

  @Test
  void comesBackThoughItsLoginWasRefusedForAWhile() throws InterruptedException {
    restartWith("right");
    link = link(new NatsLogin.Password("me", Secret.of("right")));
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();

    restartWith("other");
    await().atMost(SOON).until(() -> link.state().why().startsWith("cannot connect"));
    restartWith("right");

    assertThat(link.awaitUp(SOON)).isTrue();
  }
}
