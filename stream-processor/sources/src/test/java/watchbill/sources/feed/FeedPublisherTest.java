package watchbill.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.latest.MemoryLatest;
import watchbill.connectors.poll.Poll;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.ToolOutcome;
import watchbill.wire.feed.FeedForm;
import watchbill.wire.feed.FeedKey;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Told;

class FeedPublisherTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Evidence EVIDENCE = Evidence.of(RuleKind.TOOL_HANG, "call c-17");

  private final MemoryLatest store = new MemoryLatest();
  private final AtomicReference<String> health = new AtomicReference<>("");
  private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
  private Supplier<String> deaf = () -> "";
  private Retelling retelling = (_, then) -> then.run();

  private FeedPublisher started(boolean remembers) {
    FeedPublisher publisher =
        new FeedPublisher(
            store,
            remembers,
            retelling,
            deaf,
            InstantSource.system(),
            new Poll.Listener() {
              @Override
              public void answered() {
                health.set("up");
              }

              @Override
              public void failed(String why) {
                health.set(why);
              }
            },
            bug::complete);
    publisher.start();
    return publisher;
  }

  /// A processor that says this, and ends.
  private void run(boolean remembers, Signal... signals) {
    Beat last = beat();
    try (FeedPublisher publisher = started(remembers)) {
      for (Signal signal : signals) {
        publisher.accept(signal);
      }
      publisher.publish();
      Awaitility.await()
          .atMost(SOON)
          .until(() ->
              beat().caughtUp() && (beat().run() > last.run() || beat().epoch() > last.epoch()));
    }
  }

  /// The last sign of life; of the run 0 when there is none.
  private Beat beat() {
    byte[] value = values().get(FeedKey.BEAT);
    return value == null ? new Beat(0, 0, 0, false, "") : (Beat) FeedForm.read(value);
  }

  private Map<String, Signal> told() {
    Map<String, Signal> told = new HashMap<>();
    values()
        .forEach((key, value) -> {
          if (FeedForm.read(value) instanceof Told one) {
            told.put(key, one.signal());
          }
        });
    return told;
  }

  private Map<String, byte[]> values() {
    Map<String, byte[]> values = new HashMap<>();
    try (LatestReader reader = store.reader()) {
      while (reader.next(SOON) instanceof LatestItem.Value value) {
        values.put(value.key(), value.value());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return values;
  }

  private static Signal calls(long total) {
    return new Signal.ToolCallsEnded(BOB, 1, ToolOutcome.OK, total);
  }

  @Test
  void storesNothingButItsSignOfLifeBeforeItHasCaughtUp() {
    try (FeedPublisher publisher = started(false)) {
      publisher.accept(calls(1));
      Awaitility.await().atMost(SOON).until(() -> beat().beat() >= 2);
      assertThat(beat().caughtUp()).isFalse();
      assertThat(told()).isEmpty();
      assertThat(publisher.pending()).isEqualTo(1);

      publisher.publish();
      Awaitility.await().atMost(SOON).until(() -> beat().caughtUp());
      assertThat(told().values()).containsExactly(calls(1));
      assertThat(publisher.stored()).isEqualTo(1);
      assertThat(health.get()).isEqualTo("up");
    }
  }

  @Test
  void countsItsRunsAndBeginsAnEpochWhenItHasLostItsMemory() {
    run(false, calls(1));
    Beat first = beat();
    run(true, calls(1));
    Beat second = beat();
    run(false, calls(1));
    Beat third = beat();

    assertThat(first.run()).isEqualTo(1);
    assertThat(second.epoch()).isEqualTo(first.epoch());
    assertThat(second.run()).isEqualTo(2);
    assertThat(third.epoch()).isGreaterThan(second.epoch());
    assertThat(third.run()).isEqualTo(1);
  }

  @Test
  void keepsAHigherTotalUntilItIsReachedAgain() {
    run(false, calls(10));
    run(true, calls(7));
    assertThat(told().values()).containsExactly(calls(10));

    try (FeedPublisher publisher = started(true)) {
      publisher.accept(calls(8));
      publisher.publish();
      Awaitility.await().atMost(SOON).until(() -> beat().run() == 3 && beat().caughtUp());
      assertThat(told().values()).containsExactly(calls(10));
      publisher.accept(calls(11));
      Awaitility.await().atMost(SOON).until(() -> told().containsValue(calls(11)));
    }
  }

  @Test
  void endsWhatAnEarlierRunToldAndThisOneDoesNotKnow() {
    run(
        false,
        new Signal.AgentStuck(BOB, 1, StuckCause.TOOL_HANG, 0, EVIDENCE),
        new Signal.LoadReported(BOB, 2, 3, 4),
        new Signal.CallsInFlight(BOB, 3, 2),
        new Signal.RoleLearned(BOB, 1, "backend"),
        calls(5));
    run(true, calls(5));

    assertThat(told().values())
        .containsExactlyInAnyOrder(
            new Signal.AgentFreed(BOB, 1, StuckCause.TOOL_HANG),
            new Signal.LoadUnknown(BOB, 2),
            new Signal.CallsInFlight(BOB, 3, 0),
            new Signal.RoleLearned(BOB, 1, "backend"),
            calls(5));
  }

  @Test
  void doesNotFreeInBetweenWhoIsStuckForAnotherCause() {
    Signal before = new Signal.AgentStuck(BOB, 1, StuckCause.TOOL_HANG, 0, EVIDENCE);
    Signal now = new Signal.AgentStuck(BOB, 2, StuckCause.OOM_KILLED, 0, EVIDENCE);
    run(false, before);
    run(true, now);

    assertThat(told().values()).containsExactlyInAnyOrder(before, now);
  }

  @Test
  void forgetsWhatAnEpochThatIsOverHasLeft() {
    run(false, calls(5), new Signal.RoleLearned(BOB, 1, "backend"));
    run(false, calls(2));

    assertThat(told().values()).containsExactly(calls(2));
    assertThat(store.keys()).hasSize(2);
  }

  @Test
  void keepsWhatTheFeedDoesNotTakeAndSaysSo() {
    try (FeedPublisher publisher = started(false)) {
      publisher.publish();
      Awaitility.await().atMost(SOON).until(() -> beat().caughtUp());
      store.breakFor("the disk is full");
      for (int i = 1; i <= 1_000; i++) {
        publisher.accept(calls(i));
      }
      Awaitility.await().atMost(SOON).until(() -> "the disk is full".equals(health.get()));
      assertThat(publisher.failed()).isPositive();
      assertThat(publisher.pending()).isEqualTo(1);
      store.breakFor("");
      Awaitility.await().atMost(SOON).until(() -> told().containsValue(calls(1_000)));
    }
  }

  @Test
  void tellsAgainWhatABrokerHasForgottenThoughItAcknowledgedIt() {
    retelling =
        (out, then) -> {
          out.accept(calls(1));
          then.run();
        };
    try (FeedPublisher publisher = started(false)) {
      publisher.accept(calls(1));
      publisher.publish();
      Awaitility.await().atMost(SOON).until(() -> told().containsValue(calls(1)));
      store.crash(told().keySet().iterator().next());
      assertThat(told()).isEmpty();
      Awaitility.await().atMost(SOON).until(() -> told().containsValue(calls(1)));
    }
  }

  @Test
  void storesWhatIsLeftAtItsEnd() {
    run(false, calls(1));
    try (FeedPublisher publisher = started(true)) {
      publisher.publish();
      Awaitility.await().atMost(SOON).until(() -> beat().run() == 2 && beat().caughtUp());
      publisher.accept(calls(2));
    }
    assertThat(told().values()).containsExactly(calls(2));
  }

  @Test
  void doesNotEndUnheard() throws Exception {
    deaf =
        () -> {
          throw new IllegalStateException("a bug");
        };
    try (FeedPublisher _ = started(false)) {
      assertThat(bug.get(SOON.toSeconds(), TimeUnit.SECONDS)).hasMessage("a bug");
    }
  }
}
