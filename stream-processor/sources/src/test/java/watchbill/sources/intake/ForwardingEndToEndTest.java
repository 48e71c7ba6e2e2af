package watchbill.sources.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.nats.StreamTail;
import watchbill.connectors.nats.TailItem;
import watchbill.connectors.real.RealNats;
import watchbill.sources.nats.SubjectPattern;

/// The outbox, and a real NATS that goes away meanwhile.
@Tag("endtoend")
final class ForwardingEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final SubjectPattern SUBJECTS = SubjectPattern.of("fleet.{agent}.{tenant}");
  private static final StreamSpec STREAM =
      StreamSpec.created("AGENTS", Duration.ofDays(1), SUBJECTS.filter());

  @TempDir Path folder;

  private static String event(int number) {
    return """
    {"specversion":"1.0","id":"e-%d","source":"/agents/a","type":"agent.heartbeat",\
    "time":"2026-11-22T09:59:00Z","data":{"active_sessions":1}}\
    """
        .formatted(number);
  }

  @Test
  void publishesEachEventOnceAndInOrderThoughNatsWasAway() throws Exception {
    Path store = Files.createDirectory(folder.resolve("nats"));
    try (RealNats nats = RealNats.in(store);
        OpenDoor door = new OpenDoor(folder.resolve("journal"), "");
        NatsLink link = new NatsLink(NatsConfig.of(nats.url()), _ -> {})) {
      link.start();
      assertThat(link.awaitUp(SOON)).isTrue();
      NatsPublisher publisher = new NatsPublisher(link, 64, Duration.ofSeconds(2), STREAM);
      try (Forwarding forwarding =
          new Forwarding(door.journal, publisher, SUBJECTS, InstantSource.system())) {
        forwarding.start();
        post(door, 0, 20);
        Awaitility.await().atMost(SOON).until(() -> door.journal.released() == 20);
        nats.kill();
        post(door, 20, 40);
        assertThat(door.journal.released()).isEqualTo(20);
        nats.start();
        Awaitility.await().atMost(SOON).until(() -> door.journal.released() == 40);
      }
      List<String> stored = new ArrayList<>();
      try (StreamTail tail =
          new StreamTail(link, STREAM, SUBJECTS.filter(), StreamPosition.beginningOf("AGENTS"))) {
        TailItem item = tail.next(SOON);
        while (!(item instanceof TailItem.CaughtUp)) {
          if (item instanceof TailItem.Message message) {
            assertThat(message.subject()).isEqualTo("fleet.a.default");
            stored.add(new String(message.data(), StandardCharsets.UTF_8));
          }
          item = tail.next(SOON);
        }
      }
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        expected.add(event(i));
      }
      assertThat(stored).isEqualTo(expected);
    }
  }

  private static void post(OpenDoor door, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      assertThat(door.post("/v1/events", "application/json", event(i))).startsWith("200 ");
    }
  }
}
