package watchbill.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private final Iterator<SimulatedItem> items;
  private final Hurry hurry;
  private final Others others;
  private final EventWriter writer = new EventWriter();
  private final StreamIdentity identity;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable SimulatedItem next;
  private long sequence;
  private volatile long latestMillis;

  /// A tail of a fleet that starts when this world does.
  ///
  /// @param others hears of all that agents do not say
  HurriedTail(Iterator<SimulatedItem> items, Hurry hurry, Others others) {
    this.items = items;
    this.hurry = hurry;
    this.others = others;
    this.identity = new StreamIdentity(SimulatedTail.STREAM, hurry.start().toEpochMilli());
  }

  /// How much later than planned something was played at most, in milliseconds of this world.
  long latestMillis() {
    return latestMillis;
  }

  @Override
  public TailItem next(Duration patience) throws InterruptedException {
    long start = hurry.start().toEpochMilli();
    while (true) {
      if (next == null && items.hasNext()) {
        next = items.next();
      }
      long now = hurry.of(Instant.now()).toEpochMilli();
      long due = next == null ? Long.MAX_VALUE : start + next.afterMillis();
      if (due > now) {
        long wait = next == null ? PROMISE_MILLIS : (due - now) / hurry.factor() + 1;
        boolean _ = ended.await(Math.min(wait, PROMISE_MILLIS), TimeUnit.MILLISECONDS);
        long until = Math.min(due, hurry.of(Instant.now()).toEpochMilli());
        return new TailItem.CaughtUp(until, new StreamPosition(identity, sequence, now));
      }
      SimulatedItem played = next;
      next = null;
      latestMillis = Math.max(latestMillis, now - due);
      if (played instanceof SimulatedItem.AgentSpoke spoken) {
        return message(spoken.activity(), due);
      }
      others.happens(played);
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
