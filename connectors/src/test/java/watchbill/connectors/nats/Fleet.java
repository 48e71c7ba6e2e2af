package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import watchbill.connectors.nats.TailItem.CaughtUp;
import watchbill.connectors.nats.TailItem.Message;
import watchbill.connectors.nats.TailItem.Regressed;
import watchbill.connectors.real.RealNats;

/// A link to a real server, a stream on it, and what a tail of it gives.
final class Fleet implements AutoCloseable {
  static final StreamSpec SPEC = StreamSpec.created("AGENTS", Duration.ZERO, "agents.>");
  private static final Duration SOON = Duration.ofSeconds(40);

  final NatsLink link;
  final NatsPublisher publisher;
  final List<String> texts = new ArrayList<>();
  private int published;
  private StreamTail tail;

  Fleet(RealNats server) throws InterruptedException {
    NatsConfig fast = NatsConfig.of(server.url());
    link =
        new NatsLink(
            new NatsConfig(
                fast.servers(),
                fast.login(),
                "test",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(50)),
            _ -> {});
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();
    publisher = new NatsPublisher(link, 1000, Duration.ofSeconds(10));
    tail = new StreamTail(link, SPEC, "agents.>", StreamPosition.beginningOf("AGENTS"));
  }

  /// Reads from this position from now on.
  void tailFrom(StreamPosition position) {
    tail.close();
    tail = new StreamTail(link, SPEC, "agents.>", position);
  }

  StreamTail tail() {
    return tail;
  }

  JetStreamManagement management() throws IOException {
    Connection connection = Objects.requireNonNull(link.connection(), "the link is down");
    return connection.jetStreamManagement();
  }

  /// Publishes so many further messages, numbered from 0 over all calls, and waits for them.
  void publish(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      String text = Integer.toString(published++);
      Outgoing message =
          Outgoing.of("agents.a." + text, "m-" + text, text.getBytes(StandardCharsets.UTF_8));
      assertThat(publisher.publish(message, SOON)).isTrue();
    }
    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.lastFailure()).isEmpty();
  }

  /// The next item of a kind; messages on the way are kept in `texts`.
  <T extends TailItem> T next(Class<T> kind) throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      TailItem item = tail.next(Duration.ofMillis(100));
      if (item instanceof Message message) {
        texts.add(new String(message.data(), StandardCharsets.UTF_8));
      }
      if (kind.isInstance(item)) {
        return kind.cast(item);
      }
      if (item instanceof Regressed) {
        return Assertions.fail("want " + kind.getSimpleName() + ", have " + item);
      }
    }
    return Assertions.fail("no " + kind.getSimpleName() + " came");
  }

  /// Reads to the end of the stream.
  CaughtUp readAll() throws InterruptedException {
    return next(CaughtUp.class);
  }

  void readSome(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      next(Message.class);
    }
  }

  void createStream() throws IOException, JetStreamApiException, SourceLost {
    SPEC.find(management());
  }

  @Override
  public void close() {
    tail.close();
    link.close();
  }
}
