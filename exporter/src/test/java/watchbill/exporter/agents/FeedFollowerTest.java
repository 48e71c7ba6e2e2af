package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.poll.Poll;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;
import watchbill.core.money.Distribution;
import watchbill.wire.feed.FeedForm;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Told;
import watchbill.wire.feed.SkipReason;

class FeedFollowerTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");

  private final List<String> seen = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final FeedFollower follower =
      new FeedFollower(
          new Poll.Listener() {
            @Override
            public void answered() {
              seen.add("up");
            }

            @Override
            public void failed(String why) {
              seen.add("down: " + why);
            }
          },
          Duration.ofSeconds(10),
          nanos::get);

  FeedFollowerTest() {
    follower.subscribe(
        new FeedSink() {
          @Override
          public void accept(Signal signal) {
            seen.add(
                switch (signal) {
                  case Signal.ToolCallsEnded calls -> "calls " + calls.total();
                  case Signal.RoleLearned learned -> "role " + learned.role();
                  case Signal.SessionTokens tokens -> "sessions " + tokens.tokens().count();
                  default -> signal.toString();
                });
          }

          @Override
          public void startAgain() {
            seen.add("again");
          }

          @Override
          public void publish() {
            seen.add("shown");
          }
        });
  }

  private void told(long epoch, long run, Signal signal) {
    told(epoch, run, "", signal);
  }

  private void told(long epoch, long run, String role, Signal signal) {
    take(FeedForm.write(new Told(epoch, run, role, signal)));
  }

  private void beat(long epoch, long run, boolean caughtUp, String deaf) {
    take(FeedForm.write(new Beat(epoch, run, 1, caughtUp, deaf)));
  }

  private void take(byte[] bytes) {
    follower.take(new LatestItem.Value("k", bytes));
  }

  private void caughtUp() {
    follower.take(new LatestItem.CaughtUp());
  }

  private static Signal calls(long total) {
    return new Signal.ToolCallsEnded(BOB, 1, ToolOutcome.OK, total);
  }

  @Test
  void showsWhatIsStoredOnceTheProcessorHasGivenASignOfLife() {
    told(1, 1, calls(3));
    beat(1, 1, true, ""); // of a processor that may be dead by now
    caughtUp();
    assertThat(seen).containsExactly("calls 3");

    beat(1, 1, true, "");
    told(1, 1, calls(4));
    beat(1, 1, true, "");
    assertThat(seen).containsExactly("calls 3", "shown", "up", "calls 4", "up");
    assertThat(follower.taken()).isEqualTo(2);
  }

  @Test
  void anotherRunGoesOnWhereTheOneBeforeEnded() {
    caughtUp();
    beat(1, 1, true, "");
    told(1, 1, calls(3));
    beat(1, 2, false, "");
    beat(1, 2, false, "");
    told(1, 2, calls(5));
    beat(1, 2, true, "");

    assertThat(seen)
        .containsExactly(
            "shown", "up", "calls 3", "down: the processor is still catching up", "calls 5", "up");
  }

  @Test
  void anotherEpochBeginsAnewAndIsShownWhenItHasCaughtUp() {
    caughtUp();
    beat(1, 1, true, "");
    told(1, 1, calls(3));
    beat(2, 1, false, "");
    told(2, 1, calls(1));
    beat(2, 1, true, "");

    assertThat(seen)
        .containsExactly(
            "shown",
            "up",
            "calls 3",
            "again",
            "down: the processor is still catching up",
            "calls 1",
            "shown",
            "up");
  }

  @Test
  void doesNotListenToAProcessorThatAnotherHasTakenOverFrom() {
    caughtUp();
    beat(1, 2, true, "");
    told(1, 1, calls(3));
    beat(1, 1, true, "");
    told(0, 9, calls(4));

    assertThat(seen).containsExactly("shown", "up");
  }

  @Test
  void saysWhenTheProcessorIsSilent() {
    caughtUp();
    beat(1, 1, true, "");
    nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    follower.take(new LatestItem.Quiet());
    follower.take(new LatestItem.Quiet());
    beat(1, 1, true, "");

    assertThat(seen).containsExactly("shown", "up", "down: no sign of life of the processor", "up");
  }

  @Test
  void saysWhenTheProcessorItselfHearsNothing() {
    caughtUp();
    beat(1, 1, true, "nats: connection refused");

    assertThat(seen)
        .containsExactly(
            "shown", "down: the processor cannot hear the agents: nats: connection refused");
  }

  @Test
  void aSignOfLifeFromBeforeTheWayWasLostIsNone() {
    caughtUp();
    beat(1, 1, true, "");
    follower.take(new LatestItem.Lost("closed"));
    beat(1, 1, true, "");
    caughtUp();
    beat(1, 1, true, "");

    assertThat(seen).containsExactly("shown", "up", "down: closed", "up");
  }

  @Test
  void showsNoOlderTotalsWhileTheReadingBeginsAgain() {
    caughtUp();
    beat(1, 1, true, "");
    told(1, 1, calls(3));
    told(1, 1, calls(5));
    follower.take(new LatestItem.Lost("closed"));
    told(1, 1, calls(3)); // what is not yet compacted comes once more
    told(1, 1, calls(5));
    told(1, 1, calls(6));
    assertThat(seen).containsExactly("shown", "up", "calls 3", "calls 5", "down: closed");

    caughtUp();
    told(1, 1, calls(7));
    assertThat(seen)
        .containsExactly("shown", "up", "calls 3", "calls 5", "down: closed", "calls 6", "calls 7");
  }

  @Test
  void aDistributionIsShownInTheRoleInWhichItWasTold() {
    Signal sessions = new Signal.SessionTokens(BOB, 1, Distribution.NONE.plus(7, 1));
    told(1, 1, "backend", sessions);
    told(1, 1, new Signal.RoleLearned(BOB, 2, "frontend"));
    told(1, 1, "frontend", sessions);

    assertThat(seen).containsExactly("role backend", "sessions 1", "role frontend", "sessions 1");
  }

  @Test
  void countsWhatItPassesOver() {
    take(new byte[] {1, 2, 3});
    take(new byte[] {8, 0});
    take(new byte[] {2, 126, 0});

    assertThat(follower.skipped(SkipReason.BROKEN)).isEqualTo(1);
    assertThat(follower.skipped(SkipReason.NEWER)).isEqualTo(1);
    assertThat(follower.skipped(SkipReason.UNKNOWN_KIND)).isEqualTo(1);
    assertThat(seen).isEmpty();
  }
}
