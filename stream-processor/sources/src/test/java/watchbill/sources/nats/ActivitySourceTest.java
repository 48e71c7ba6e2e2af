package watchbill.sources.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import watchbill.connectors.nats.Regression;
import watchbill.connectors.nats.StreamIdentity;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.wire.EventType;
import watchbill.wire.EventWriter;
import watchbill.wire.RejectReason;

class ActivitySourceTest {
  private static final StreamIdentity STREAM = new StreamIdentity("AGENTS", 7);
  private static final long AT = 1_795_341_600_000L;

  private final Deque<TailItem> items = new ArrayDeque<>();
  private final Heard heard = new Heard();
  private final ActivitySource source =
      new ActivitySource(
          _ -> items.isEmpty() ? new TailItem.Quiet() : items.remove(),
          StreamPosition.beginningOf("AGENTS"),
          SubjectPattern.of("agents.{tenant}.{agent}"),
          heard,
          heard,
          heard);

  private void message(String subject, byte[] data, long sequence, long storedAt) {
    message(subject, data, sequence, storedAt, 99);
  }

  private void message(String subject, byte[] data, long sequence, long storedAt, long pending) {
    items.add(
        new TailItem.Message(
            subject, data, new StreamPosition(STREAM, sequence, storedAt), pending));
  }

  private static byte[] beat() {
    return new EventWriter().write("e-1", "/agents/b", new Heartbeat(AT, 1, 2));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void readAll() throws InterruptedException {
    while (!items.isEmpty()) {
      source.step(Duration.ZERO);
    }
  }

  @Test
  void handsOverEventsAndSaysHowFarItHasCome() throws InterruptedException {
    message("agents.acme.b", beat(), 1, AT);
    message("agents.acme.c", beat(), 3, AT + 5);
    items.add(new TailItem.CaughtUp(AT + 9, new StreamPosition(STREAM, 3, AT + 5)));
    items.add(new TailItem.CaughtUp(AT + 10, new StreamPosition(STREAM, 8, AT + 6)));
    readAll();

    assertThat(heard.lines)
        .containsExactly(
            "acme/b Heartbeat heard " + AT,
            "passed 1 at " + AT,
            "acme/c Heartbeat heard " + (AT + 5),
            "passed 3 at " + (AT + 5),
            "caught up at " + (AT + 9),
            "passed 8 at " + (AT + 6),
            "caught up at " + (AT + 10));
    assertThat(heard.position().stream()).isEqualTo(STREAM);
    assertThat(source.counts().accepted(EventType.HEARTBEAT)).isEqualTo(2);
    assertThat(source.counts().accepted(EventType.WAITING)).isZero();
  }

  @Test
  void countsAndParksWhatIsNoEventAndGoesOn() throws InterruptedException {
    message("agents.acme.b", text("{"), 1, AT);
    message("agents.acme", beat(), 2, AT);
    message("agents.acme.b", beat(), 3, AT);
    readAll();

    assertThat(heard.lines)
        .containsExactly(
            "parked AGENTS 1 of acme/b: TRUNCATED",
            "passed 1 at " + AT,
            "parked AGENTS 2 of null: BAD_SOURCE",
            "passed 2 at " + AT,
            "acme/b Heartbeat heard " + AT,
            "passed 3 at " + AT);
    assertThat(source.counts().rejected(RejectReason.TRUNCATED)).isEqualTo(1);
    assertThat(source.counts().rejected(RejectReason.BAD_SOURCE)).isEqualTo(1);
    assertThat(source.counts().unparked()).isEqualTo(2);
  }

  @Test
  void countsUnknownTypesAndKeys() throws InterruptedException {
    String event =
        """
        {"specversion":"1.0","id":"1","source":"/a","type":"%s",
         "time":"2026-11-22T10:00:00Z","data":{"mood":1,"colour":2}}\
        """;
    message("agents.acme.b", text(event.formatted("agent.dreamt")), 1, AT);
    message("agents.acme.b", text(event.formatted("agent.heartbeat")), 2, AT);
    readAll();

    assertThat(source.counts().unknownTypes()).isEqualTo(1);
    assertThat(source.counts().unknownKeys()).isEqualTo(2);
    assertThat(heard.activities).hasSize(1);
  }

  @Test
  void neverLetsTheTimeOfHearingFall() throws InterruptedException {
    message("agents.acme.b", beat(), 1, AT + 50);
    message("agents.acme.b", beat(), 2, AT);
    readAll();

    assertThat(heard.activities.get(1).heardAtMillis()).isEqualTo(AT + 50);
  }

  @Test
  void saysOnceThatItIsDownAndOnceThatItIsUp() throws InterruptedException {
    items.add(new TailItem.Lost("no server"));
    items.add(new TailItem.Lost("no server"));
    items.add(new TailItem.Quiet());
    message("agents.acme.b", beat(), 1, AT);
    items.add(new TailItem.Lost("no server"));
    items.add(new TailItem.CaughtUp(AT + 1, new StreamPosition(STREAM, 1, AT)));
    readAll();

    assertThat(heard.lines)
        .containsExactly(
            "down: no server",
            "up",
            "acme/b Heartbeat heard " + AT,
            "passed 1 at " + AT,
            "down: no server",
            "up",
            "caught up at " + (AT + 1));
  }

  @Test
  void saysThatTheStreamWentBack() throws InterruptedException {
    items.add(
        new TailItem.Regressed(
            Regression.SHORTER, "it ends at 5", new StreamPosition(STREAM, 0, AT)));
    message("agents.acme.b", beat(), 6, AT + 1);
    readAll();

    assertThat(heard.lines)
        .containsExactly(
            "regressed SHORTER: it ends at 5, from 0",
            "acme/b Heartbeat heard " + (AT + 1),
            "passed 6 at " + (AT + 1));
  }

  @Test
  void hasCaughtUpWithABusyStreamWhenAllThatWasStoredAtTheStartIsRead()
      throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      message("agents.acme.b", beat(), 1 + i, AT + i, 2);
    }
    readAll();

    assertThat(heard.lines)
        .filteredOn(line -> line.startsWith("caught up"))
        .containsExactly("caught up at " + (AT + 2));
  }

  @Test
  void hasCaughtUpWithABusyStreamAgainAfterAnOutage() throws InterruptedException {
    message("agents.acme.b", beat(), 1, AT, 0);
    items.add(new TailItem.Lost("no server"));
    for (int i = 0; i < 5; i++) {
      message("agents.acme.b", beat(), 2 + i, AT + 10 + i, 1);
    }
    readAll();

    assertThat(heard.lines)
        .filteredOn(line -> line.startsWith("caught up"))
        .containsExactly("caught up at " + AT, "caught up at " + (AT + 11));
  }
}
