package watchbill.connectors.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.real.RealNats;

@Tag("endtoend")
class NatsPublisherEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final StreamSpec STREAM = StreamSpec.created("IN", Duration.ZERO, "in.>");

  @TempDir Path folder;
  private RealNats server;
  private NatsLink link;

  @BeforeEach
  void start() throws InterruptedException {
    server = RealNats.in(folder);
    link = new NatsLink(NatsConfig.of(server.url()), _ -> {});
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();
  }

  @AfterEach
  void end() {
    link.close();
    server.close();
  }

  private TailItem.CaughtUp stored() throws InterruptedException {
    StreamTail tail = new StreamTail(link, STREAM, "in.>", StreamPosition.beginningOf("IN"));
    TailItem item = tail.next(SOON);
    while (!(item instanceof TailItem.CaughtUp)) {
      item = tail.next(SOON);
    }
    tail.close();
    return (TailItem.CaughtUp) item;
  }

  private static Outgoing message(String id) {
    return new Outgoing("in.a", id, Map.of("Why", "because"), new byte[] {1});
  }

  @Test
  void createsItsStreamAndHasEachMessageAcknowledged() throws InterruptedException {
    NatsPublisher publisher = new NatsPublisher(link, 3, SOON, STREAM);
    for (int i = 0; i < 50; i++) {
      assertThat(publisher.publish(message("m-" + i), SOON)).isTrue();
    }

    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.acknowledged()).isEqualTo(50);
    assertThat(publisher.failed()).isZero();
    assertThat(stored().position().sequence()).isEqualTo(50);
  }

  @Test
  void losesNoMessageBecauseAnotherWriterHasUsedItsId() throws Exception {
    NatsPublisher publisher = new NatsPublisher(link, 3, SOON, STREAM);
    publisher.publish(new Outgoing("in.a", "same", Map.of(), new byte[] {1}), SOON);
    assertThat(publisher.flush(SOON)).isTrue();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> {
          publisher.publish(new Outgoing("in.b", "same", Map.of(), new byte[] {2}), SOON);
          return publisher.flush(SOON) && stored().position().sequence() == 2;
        });
  }

  @Test
  void storesAMessageOfOneIdOnce() throws InterruptedException {
    NatsPublisher publisher = new NatsPublisher(link, 3, SOON, STREAM);
    publisher.publish(message("same"), SOON);
    publisher.publish(message("same"), SOON);

    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.acknowledged()).isEqualTo(2);
    assertThat(stored().position().sequence()).isEqualTo(1);
  }

  @Test
  void countsWhatNoStreamTakes() throws InterruptedException {
    NatsPublisher publisher = new NatsPublisher(link, 3, SOON);
    publisher.publish(message("m"), SOON);

    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.failed()).isEqualTo(1);
    assertThat(publisher.lastFailure()).contains("503");
  }

  @Test
  void saysWhenAStreamThatItNeedsIsMissing() throws InterruptedException {
    NatsPublisher publisher =
        new NatsPublisher(link, 3, SOON, StreamSpec.existing("ELSEWHERE", "in.>"));
    publisher.publish(message("m"), SOON);

    assertThat(publisher.failed()).isEqualTo(1);
    assertThat(publisher.lastFailure())
        .isEqualTo("stream ELSEWHERE is missing: it has to take in.>");
  }

  @Test
  void waitsForAFreePlaceAndNoLonger() throws InterruptedException {
    NatsPublisher publisher = new NatsPublisher(link, 2, SOON, STREAM);
    publisher.publish(message("m-0"), SOON);
    assertThat(publisher.flush(SOON)).isTrue();
    server.freeze();

    assertThat(publisher.publish(message("m-1"), Duration.ofSeconds(1))).isTrue();
    assertThat(publisher.publish(message("m-2"), Duration.ofSeconds(1))).isTrue();
    assertThat(publisher.publish(message("m-3"), Duration.ofMillis(100))).isFalse();
    assertThat(publisher.flush(Duration.ofMillis(100))).isFalse();

    server.thaw();
    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.acknowledged()).isEqualTo(3);
  }

  @Test
  void givesAPlaceFreeWhenNoAcknowledgementComes() throws InterruptedException {
    NatsPublisher publisher = new NatsPublisher(link, 1, Duration.ofMillis(300), STREAM);
    publisher.publish(message("m-0"), SOON);
    assertThat(publisher.flush(SOON)).isTrue();
    server.freeze();

    publisher.publish(message("m-1"), SOON);

    assertThat(publisher.flush(Duration.ofSeconds(5))).isTrue();
    assertThat(publisher.failed()).isEqualTo(1);
    server.thaw();
  }

  @Test
  void doesNotWaitForEverForALink() throws InterruptedException {
    NatsLink nowhere = new NatsLink(NatsConfig.of("nats://127.0.0.1:1"), _ -> {});
    nowhere.start();
    NatsPublisher publisher = new NatsPublisher(nowhere, 1, SOON);

    assertThat(publisher.publish(message("m"), Duration.ofMillis(100))).isFalse();
    nowhere.close();
  }

  @Test
  void refusesToHaveNoPlaces() {
    assertThatThrownBy(() -> new NatsPublisher(link, 0, SOON))
        .hasMessage("in flight: want 1 to 65536, have 0");
  }
}
