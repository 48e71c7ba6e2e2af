package watchbill.sources.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.StreamSpec;
import watchbill.connectors.nats.StreamTail;
import watchbill.connectors.nats.TailItem;
import watchbill.connectors.real.RealNats;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.wire.SignalWriter;

@Tag("endtoend")
class NatsSignalsEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final SignalSubjects SUBJECTS =
      new SignalSubjects("watchbill.signals.{tenant}.{agent}");
  private static final Signal STUCK = stuck("bob", "call c-1");

  @TempDir Path folder;
  private RealNats server;
  private NatsLink link;

  private static Signal stuck(String agent, String text) {
    return new Signal.AgentStuck(
        new AgentKey("acme", agent),
        1_795_341_600_123L,
        StuckCause.TOOL_HANG,
        1_795_341_000_000L,
        Evidence.of(RuleKind.TOOL_HANG, text));
  }

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

  private NatsSignals signals() {
    NatsSignals signals = new NatsSignals(link, SUBJECTS, NatsSignals.STREAM);
    signals.start();
    return signals;
  }

  private static void awaitPublished(NatsSignals signals, long count) {
    Awaitility.await("acknowledged").atMost(SOON).until(() -> signals.published() == count);
    assertThat(signals.dropped()).isZero();
  }

  @Test
  void publishesAVerdictOnTheSubjectOfItsAgent() throws InterruptedException {
    try (NatsSignals signals = signals()) {
      signals.accept(STUCK);
      signals.publish();
      awaitPublished(signals, 1);
    }
    List<TailItem.Message> stored = stored();
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().subject()).isEqualTo("watchbill.signals.acme.bob");
    assertThat(stored.getFirst().data()).isEqualTo(new SignalWriter().write(STUCK));
  }

  @Test
  void storesAVerdictOnceThoughARestartTellsItAgain() throws InterruptedException {
    for (String evidence : new String[] {"call c-1", "call c-1, and more tokens"}) {
      try (NatsSignals signals = signals()) {
        signals.accept(stuck("bob", evidence));
        signals.accept(stuck("ann", evidence));
        signals.publish();
        awaitPublished(signals, 2);
      }
    }
    assertThat(stored())
        .extracting(TailItem.Message::subject)
        .containsExactly("watchbill.signals.acme.bob", "watchbill.signals.acme.ann");
  }

  @Test
  void keepsTheOrderAndLosesNothingWhileTheServerIsAway() throws InterruptedException {
    try (NatsSignals signals = signals()) {
      signals.publish();
      signals.accept(stuck("agent-0", ""));
      awaitPublished(signals, 1);
      server.kill();
      Awaitility.await("down").atMost(SOON).until(() -> !link.state().up());
      for (int i = 1; i < 500; i++) {
        signals.accept(stuck("agent-" + i, ""));
      }
      server.start();
      awaitPublished(signals, 500);
    }
    assertThat(stored())
        .extracting(
            message -> message.subject().substring("watchbill.signals.acme.agent-".length()))
        .hasSize(500)
        .startsWith("0", "1", "2")
        .endsWith("498", "499");
  }

  @Test
  void dropsAndCountsWhatFindsTheQueueFullAndNeverWaits() {
    NatsLink nowhere = new NatsLink(NatsConfig.of("nats://127.0.0.1:1"), _ -> {});
    NatsSignals signals = new NatsSignals(nowhere, SUBJECTS, NatsSignals.STREAM, 10);
    signals.publish();
    for (int i = 0; i < 25; i++) {
      signals.accept(stuck("agent-" + i, ""));
    }
    assertThat(signals.dropped()).isEqualTo(15);
    signals.start();
    signals.close();
    assertThat(signals.dropped()).isEqualTo(25);
    assertThat(signals.published()).isZero();
  }

  private List<TailItem.Message> stored() throws InterruptedException {
    List<TailItem.Message> messages = new ArrayList<>();
    StreamTail tail =
        new StreamTail(
            link,
            StreamSpec.existing(NatsSignals.STREAM, SUBJECTS.filter()),
            SUBJECTS.filter(),
            StreamPosition.beginningOf(NatsSignals.STREAM));
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      switch (tail.next(Duration.ofSeconds(1))) {
        case TailItem.Message message -> messages.add(message);
        case TailItem.CaughtUp _ -> {
          tail.close();
          return messages;
        }
        case TailItem.Regressed _, TailItem.Lost _, TailItem.Quiet _ -> {
          // Not at the end yet.
        }
      }
    }
    throw new AssertionError("the stream was not read in " + SOON);
  }
}
