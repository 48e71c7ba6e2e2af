package watchbill.sources.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.nats.StreamTail;
import watchbill.connectors.nats.TailItem;
import watchbill.connectors.real.RealNats;
import watchbill.core.Activity;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.wire.EventType;
import watchbill.wire.EventWriter;
import watchbill.wire.RejectReason;

@Tag("endtoend")
class ActivitySourceEndToEndTest {
  private static final StreamSpec AGENTS =
      StreamSpec.created("AGENTS", Duration.ofDays(1), "agents.>");
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private final EventWriter writer = new EventWriter();
  private RealNats server;
  private NatsLink link;
  private NatsPublisher publisher;
  private int published;

  @BeforeEach
  void start() throws InterruptedException {
    server = RealNats.in(folder);
    link = new NatsLink(NatsConfig.of(server.url()), _ -> {});
    link.start();
    assertThat(link.awaitUp(SOON)).isTrue();
    publisher = new NatsPublisher(link, 500, SOON, AGENTS);
  }

  @AfterEach
  void end() {
    link.close();
    server.close();
  }

  /// A source that goes on where what was heard ends.
  private ActivitySource source(DeadLetters deadLetters) {
    SubjectPattern pattern = SubjectPattern.of("agents.{tenant}.{agent}.activity");
    StreamPosition from = heard.position();
    StreamTail tail = new StreamTail(link, AGENTS, pattern.filter(), from);
    return new ActivitySource(tail::next, from, pattern, heard, heard, deadLetters);
  }

  private void publish(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      String task = "task-" + published++;
      byte[] event =
          writer.write(task, "/agents/b", new TaskStarted(System.currentTimeMillis(), task, ""));
      send("agents.acme.b.activity", event);
    }
    assertThat(publisher.flush(SOON)).isTrue();
    assertThat(publisher.lastFailure()).isEmpty();
  }

  private void send(String subject, byte[] data) throws InterruptedException {
    assertThat(publisher.publish(Outgoing.of(subject, data), SOON)).isTrue();
  }

  private void readUntilCaughtUp(ActivitySource source) throws InterruptedException {
    int before = heard.lines.size();
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      source.step(Duration.ofMillis(100));
      boolean caughtUp =
          heard.lines.subList(before, heard.lines.size()).stream()
              .anyMatch(line -> line.startsWith("caught up"));
      if (caughtUp) {
        return;
      }
    }
    throw new AssertionError("not caught up after " + SOON + ": " + heard.lines.getLast());
  }

  @Test
  void bringsEachEventOnceThoughReaderAndServerAreKilledOnTheWay() throws InterruptedException {
    for (int round = 0; round < 4; round++) {
      publish(2_000);
      ActivitySource reader = source(heard);
      for (int i = 0; i < 700; i++) {
        reader.step(SOON);
      }
      server.kill();
      server.start();
      assertThat(link.awaitUp(SOON)).isTrue();
    }
    readUntilCaughtUp(source(heard));

    List<String> ids = heard.activities.stream().map(Activity::id).toList();
    assertThat(ids)
        .hasSize(8_000)
        .isEqualTo(
            new ArrayList<>(new HashSet<>(ids))
                .stream()
                    .sorted(
                        java.util.Comparator.comparingInt(id -> Integer.parseInt(id.substring(5))))
                    .toList());
    assertThat(heard.lines).noneMatch(line -> line.startsWith("regressed"));
  }

  @Test
  void catchesUpWithAStreamThatIsNeverQuiet() throws InterruptedException {
    publish(500);
    ActivitySource source = source(heard);
    int most = 1_500;
    while (published < most && heard.lines.stream().noneMatch(l -> l.startsWith("caught up"))) {
      publish(1);
      source.step(Duration.ofMillis(100));
    }

    assertThat(published).isLessThan(most);
    assertThat(heard.activities).hasSizeGreaterThanOrEqualTo(500);
  }

  @Test
  void keepsWhatItRejectsWithTheReasonAndThePlace() throws InterruptedException {
    NatsDeadLetters letters = new NatsDeadLetters(link);
    ActivitySource source = source(letters);
    publish(1);
    send("agents.acme.b.activity", "{\"half".getBytes(StandardCharsets.UTF_8));
    publish(1);
    readUntilCaughtUp(source);
    assertThat(letters.flush(SOON)).isTrue();

    TailItem.Message letter = letters("watchbill.deadletter.>");
    assertThat(letter.subject()).isEqualTo("watchbill.deadletter.acme.b");
    assertThat(letter.data()).asString(StandardCharsets.UTF_8).isEqualTo("{\"half");
    assertThat(source.counts().rejected(RejectReason.TRUNCATED)).isEqualTo(1);
    assertThat(source.counts().accepted(EventType.TASK_STARTED)).isEqualTo(2);
    assertThat(source.counts().unparked()).isZero();
  }

  @Test
  void goesOnWhenDeadLettersCannotBeKept() throws InterruptedException {
    NatsLink nowhere = new NatsLink(NatsConfig.of("nats://127.0.0.1:1"), _ -> {});
    ActivitySource source = source(new NatsDeadLetters(nowhere));
    publish(1);
    send("agents.acme.b.activity", new byte[] {0});
    publish(1);
    readUntilCaughtUp(source);

    assertThat(heard.activities).hasSize(2);
    assertThat(source.counts().unparked()).isEqualTo(1);
  }

  private TailItem.Message letters(String filter) throws InterruptedException {
    StreamTail tail =
        new StreamTail(
            link,
            StreamSpec.existing("WATCHBILL_DEADLETTERS", filter),
            filter,
            StreamPosition.beginningOf("WATCHBILL_DEADLETTERS"));
    TailItem item = tail.next(SOON);
    tail.close();
    assertThat(item).isInstanceOf(TailItem.Message.class);
    return (TailItem.Message) item;
  }
}
