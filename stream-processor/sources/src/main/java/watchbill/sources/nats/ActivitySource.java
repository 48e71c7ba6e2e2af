package watchbill.sources.nats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.nats.StreamPosition;
import watchbill.connectors.nats.TailItem;
import watchbill.core.AgentKey;
import watchbill.core.port.ActivityIntake;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;
import watchbill.wire.EventType;
import watchbill.wire.RejectReason;

/// Brings agents' activity from a stream to the intake: reads, decodes, hands over, and says how
/// far it has come. What is no event is counted and parked, and nothing stops.
///
/// Used by one thread; only [#counts()] is for others.
public final class ActivitySource {
  private static final Logger LOG = LoggerFactory.getLogger(ActivitySource.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Tail tail;
  private final String stream;
  private final SubjectPattern pattern;
  private final ActivityIntake intake;
  private final Progress progress;
  private final DeadLetters deadLetters;
  private final ActivityCounts counts;
  private final EventReader reader = new EventReader();
  private StreamPosition position;
  private long heardAtMillis;
  private boolean down;

  /// Whether something that was stored when the reading began, or began again, may be still to
  /// come.
  private boolean catchingUp = true;

  /// How many messages of it are still to come; -1 when not known yet.
  private long behind = -1;

  /// A source that has not begun.
  ///
  /// @param tail gives the stream's messages after `from`
  /// @param from how far the stream had been read before
  public ActivitySource(
      Tail tail,
      StreamPosition from,
      SubjectPattern pattern,
      ActivityIntake intake,
      Progress progress,
      DeadLetters deadLetters) {
    this.tail = tail;
    this.stream = from.stream().name();
    this.pattern = pattern;
    this.intake = intake;
    this.progress = progress;
    this.deadLetters = deadLetters;
    this.counts = new ActivityCounts(deadLetters::lost);
    this.position = from;
    this.heardAtMillis = from.storedAtMillis();
  }

  /// What was taken in so far. Safe from any thread.
  public IntakeCounts counts() {
    return counts;
  }

  /// Reads until the thread is interrupted.
  public void run() throws InterruptedException {
    while (true) {
      step(PATIENCE);
    }
  }

  /// Does the next thing that there is to do, waiting for it at most so long.
  public void step(Duration patience) throws InterruptedException {
    switch (tail.next(patience)) {
      case TailItem.Message message -> {
        heardFrom();
        take(message);
      }
      case TailItem.CaughtUp caughtUp -> {
        heardFrom();
        pass(caughtUp.position());
        catchingUp = false;
        progress.caughtUp(caughtUp.atMillis());
      }
      case TailItem.Regressed regressed -> {
        LOG.warn("activity: {}; going on from {}", regressed.why(), regressed.position());
        position = regressed.position();
        catchUp();
        progress.regressed(regressed.how(), regressed.why(), regressed.position());
      }
      case TailItem.Lost lost -> lost(lost.why());
      case TailItem.Quiet _ -> {
        // Nothing is known, so nothing is said.
      }
    }
  }

  private void heardFrom() throws InterruptedException {
    if (down) {
      LOG.info("activity: heard again");
      down = false;
      progress.up();
    }
  }

  private void lost(String why) throws InterruptedException {
    if (!down) {
      LOG.warn("activity: cannot be heard: {}", why);
      down = true;
      catchUp();
      progress.down(why);
    }
  }

  private void catchUp() {
    catchingUp = true;
    behind = -1;
  }

  /// On a busy stream there is always one more message, and no moment at which the tail could prove
  /// that nothing is left. What was stored before is read all the same once as many messages have
  /// come as were behind the first.
  private void seeWhetherCaughtUp(TailItem.Message message) throws InterruptedException {
    if (catchingUp) {
      behind = behind < 0 ? message.pending() : Math.min(behind - 1, message.pending());
      if (behind <= 0) {
        catchingUp = false;
        progress.caughtUp(heardAtMillis);
      }
    }
  }

  private void take(TailItem.Message message) throws InterruptedException {
    heardAtMillis = Math.max(heardAtMillis, message.storedAtMillis());
    AgentKey agent = pattern.agentOf(message.subject());
    switch (decode(agent, message)) {
      case Decoded.Accepted accepted -> {
        counts.accept(EventType.of(accepted.activity().event()), accepted.unknownKeys());
        intake.hear(accepted.activity());
      }
      case Decoded.Unknown _ -> counts.meetUnknownType();
      case Decoded.Rejected rejected -> {
        counts.reject(rejected.reason());
        deadLetters.park(new DeadLetter(agent, stream, message, rejected));
      }
    }
    pass(message.position());
    seeWhetherCaughtUp(message);
  }

  private Decoded decode(@Nullable AgentKey agent, TailItem.Message message) {
    byte[] data = message.data();
    return agent == null
        ? new Decoded.Rejected(RejectReason.BAD_SOURCE, "subject: want " + pattern)
        : reader.read(agent, data, 0, data.length, heardAtMillis);
  }

  private void pass(StreamPosition next) throws InterruptedException {
    if (!next.equals(position)) {
      position = next;
      progress.passed(next);
    }
  }
}
