package watchbill.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.cli.pages.Hurry;
import watchbill.connectors.nats.StreamIdentity;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;
import watchbill.core.Activity;
import watchbill.simulator.story.SimulatedItem;
import watchbill.sources.nats.Tail;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// Plays a simulated fleet as [SimulatedTail] does, in a world that is in a hurry.
final class HurriedTail implements Tail {
  /// How often it promises that nothing more came, by the machine's clock.
  private static final long PROMISE_MILLIS = 10;

  /// Hears of what agents do not say.
  interface Others {
    void happens(SimulatedItem item) throws InterruptedException;
  }

  private final Hurry hurry;
  private final Others others;
  private final EventWriter writer = new EventWriter();
  private final StreamIdentity identity;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Fleet fleet = new Fleet(Collections.emptyIterator(), 0);
  private @Nullable SimulatedItem next;
  private long sequence;
  private volatile long latestMillis;

  /// What is played.
  ///
  /// @param startMillis from which its items are counted, by this world's clock
  private record Fleet(Iterator<SimulatedItem> items, long startMillis) {}

  /// A tail of a fleet of which nothing is heard yet.
  ///
  /// @param others hears of all that agents do not say
  HurriedTail(Hurry hurry, Others others) {
    this.hurry = hurry;
    this.others = others;
    this.identity = new StreamIdentity(SimulatedTail.STREAM, hurry.start().toEpochMilli());
  }

  /// Plays this fleet, which starts now; once.
  Instant play(Function<Instant, Iterator<SimulatedItem>> starting) {
    Instant now = hurry.clock().instant();
    fleet = new Fleet(starting.apply(now), now.toEpochMilli());
    return now;
  }

  /// How much later than planned something was played at most, in milliseconds of this world.
  long latestMillis() {
    return latestMillis;
  }

  @Override
  public TailItem next(Duration patience) throws InterruptedException {
    while (true) {
      Fleet played = fleet;
      if (next == null && played.items().hasNext()) {
        next = played.items().next();
      }
      long now = hurry.of(Instant.now()).toEpochMilli();
      long due = next == null ? Long.MAX_VALUE : played.startMillis() + next.afterMillis();
      if (due > now) {
        long wait = next == null ? PROMISE_MILLIS : (due - now) / hurry.factor() + 1;
        boolean _ = ended.await(Math.min(wait, PROMISE_MILLIS), TimeUnit.MILLISECONDS);
        long until = Math.min(due, hurry.of(Instant.now()).toEpochMilli());
        return new TailItem.CaughtUp(until, new StreamPosition(identity, sequence, now));
      }
      SimulatedItem item = Objects.requireNonNull(next);
      next = null;
      latestMillis = Math.max(latestMillis, now - due);
      if (item instanceof SimulatedItem.AgentSpoke spoken) {
        return message(spoken.activity(), due);
      }
      others.happens(item);
    }
  }

  private TailItem message(Activity activity, long heardAtMillis) {
    String subject =
        "agents." + activity.agent().tenant() + "." + activity.agent().agent() + ".activity";
    byte[] event = writer.write(activity.id(), EventSource.of(activity.agent()), activity.event());
    sequence++;
    return new TailItem.Message(
        subject, event, new StreamPosition(identity, sequence, heardAtMillis), 0);
  }
}
