package watchbill.exporter.agents;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.poll.Poll;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.wire.feed.FeedForm;
import watchbill.wire.feed.FeedMessage;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Told;
import watchbill.wire.feed.SkipReason;

/// Makes signals of what a feed holds, and says when they may be shown: once a processor that lives
/// has said that it has caught up. One that has kept its memory goes on where the one before it
/// ended; one that has lost it begins anew, and what was told before is shown until then.
///
/// The source is up while the processor's signs of life come, and say that it hears the agents. For
/// one thread; counts may be read from any.
final class FeedFollower {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);

  private final List<SignalSink> sinks = new CopyOnWriteArrayList<>();
  private final Poll.Listener health;
  private final Duration silentAfter;
  private final LongSupplier nanos;
  private final LongAdder taken = new LongAdder();
  private final AtomicLongArray skipped = new AtomicLongArray(SkipReason.values().length);

  /// The role of each agent as the sinks have it.
  private final Map<AgentKey, String> roles = new HashMap<>();

  /// What a reading that began again has brought while its last word is not known: of each key the
  /// last. It may begin with values that are older than those that are shown.
  private final SequencedMap<String, FeedMessage> repeated = new LinkedHashMap<>();

  private long epoch = -1;
  private long run = -1;
  private boolean published;
  private boolean isNews;
  private long beatNanos;
  private String downFor = "";

  /// @param silentAfter when there was no sign of life for so long, the source is down
  FeedFollower(Poll.Listener health, Duration silentAfter, LongSupplier nanos) {
    this.health = health;
    this.silentAfter = silentAfter;
    this.nanos = nanos;
    this.beatNanos = nanos.getAsLong();
  }

  void subscribe(SignalSink sink) {
    sinks.add(sink);
  }

  /// How many signals were taken, ever.
  long taken() {
    return taken.sum();
  }

  /// How many messages were passed over for this reason, ever.
  long skipped(SkipReason why) {
    return skipped.get(slot(why));
  }

  /// What the reader has brought.
  void take(LatestItem item) {
    switch (item) {
      case LatestItem.Value value -> {
        FeedMessage message = FeedForm.read(value.value());
        if (published && !isNews) {
          repeated.putLast(value.key(), message);
        } else {
          take(message);
        }
      }
      case LatestItem.CaughtUp _ -> {
        repeated.values().forEach(this::take);
        repeated.clear();
        isNews = true;
      }
      case LatestItem.Lost lost -> {
        isNews = false;
        down(lost.why());
      }
      case LatestItem.Quiet _ -> {}
    }
    if (nanos.getAsLong() - beatNanos > silentAfter.toNanos()) {
      down("no sign of life of the processor");
    }
  }

  private void take(FeedMessage message) {
    switch (message) {
      case Told told -> {
        if (isOfNow(told.epoch(), told.run())) {
          tell(told);
        }
      }
      case Beat beat -> {
        if (isOfNow(beat.epoch(), beat.run())) {
          run = beat.run();
          if (isNews) {
            hear(beat);
          }
        }
      }
      case FeedMessage.Skipped passed -> skipped.incrementAndGet(slot(passed.why()));
    }
  }

  /// Whether it comes from the processor that writes now; one of a later epoch is that from now on.
  /// Of the same epoch a signal of an earlier run is good as long as no later run has said that it
  /// lives.
  private boolean isOfNow(long itsEpoch, long itsRun) {
    if (itsEpoch > epoch) {
      boolean first = epoch < 0;
      epoch = itsEpoch;
      run = -1;
      published = false;
      roles.clear();
      if (!first) {
        LOG.info("signals: the processor begins anew; its totals may be lower from now on");
        toFeedSinks(FeedSink::startAgain);
      }
    }
    return itsEpoch == epoch && itsRun >= run;
  }

  private void tell(Told told) {
    taken.increment();
    Signal signal = told.signal();
    AgentKey agent = signal.agent();
    if (signal instanceof Signal.RoleLearned learned) {
      roles.put(agent, learned.role());
    } else if (!told.role().isEmpty() && !told.role().equals(roles.get(agent))) {
      roles.put(agent, told.role());
      send(new Signal.RoleLearned(agent, signal.atMillis(), told.role()));
    }
    send(signal);
  }

  private void send(Signal signal) {
    for (SignalSink sink : sinks) {
      sink.accept(signal);
    }
  }

  private void hear(Beat beat) {
    beatNanos = nanos.getAsLong();
    if (!beat.caughtUp()) {
      down("the processor is still catching up");
      return;
    }
    if (!published) {
      published = true;
      toFeedSinks(FeedSink::publish);
    }
    if (beat.deaf().isEmpty()) {
      downFor = "";
      health.answered();
    } else {
      down("the processor cannot hear the agents: " + beat.deaf());
    }
  }

  /// Says why it is down, once for each reason.
  private void down(String why) {
    if (!why.equals(downFor)) {
      downFor = why;
      health.failed(why);
    }
  }

  private void toFeedSinks(Consumer<FeedSink> action) {
    for (SignalSink sink : sinks) {
      if (sink instanceof FeedSink feedSink) {
        action.accept(feedSink);
      }
    }
  }

  private static int slot(SkipReason why) {
    return switch (why) {
      case NEWER -> 0;
      case UNKNOWN_KIND -> 1;
      case BROKEN -> 2;
    };
  }
}
