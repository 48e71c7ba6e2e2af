package watchbill.sources.nats;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.NatsPublisher;
import watchbill.connectors.nats.Outgoing;
import watchbill.connectors.nats.StreamSpec;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.wire.SignalWriter;

/// Publishes verdicts as CloudEvents, each on the subject of its agent, for a controller that acts
/// on them. Nobody who tells a signal waits for NATS: signals go through a queue to a thread of
/// their own. What finds the queue full is dropped and counted.
///
/// The message id is the event's `id`: a verdict that is told again after a restart is stored once,
/// within the stream's window for duplicates (two minutes).
///
/// Safe from any thread.
public final class NatsSignals implements SignalSink, AutoCloseable {
  /// The stream that keeps them, unless said otherwise.
  public static final String STREAM = "WATCHBILL_SIGNALS";

  private static final Duration KEPT = Duration.ofDays(7);
  private static final long MOST_BYTES = 1L << 30;
  private static final int QUEUED = 16_384;
  private static final int IN_FLIGHT = 256;
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/cloudevents+json");

  private final SignalSubjects subjects;
  private final NatsPublisher publisher;
  private final SignalWriter writer = new SignalWriter();
  private final BlockingQueue<Signal> queue;
  private final VerdictFeed feed = new VerdictFeed(this::enqueue);
  private final LongAdder refused = new LongAdder();
  private volatile boolean closed;
  private @Nullable Thread sender;

  /// Signals that go over this link.
  ///
  /// @param stream keeps them; it is created when it is missing, and keeps a week and at most 1 GiB
  public NatsSignals(NatsLink link, SignalSubjects subjects, String stream) {
    this(link, subjects, stream, QUEUED);
  }

  NatsSignals(NatsLink link, SignalSubjects subjects, String stream, int queued) {
    this.subjects = subjects;
    this.queue = new ArrayBlockingQueue<>(queued);
    this.publisher =
        new NatsPublisher(
            link,
            IN_FLIGHT,
            ACKNOWLEDGE_WITHIN,
            new StreamSpec(
                stream, List.of(subjects.filter()), true, KEPT, MOST_BYTES, Duration.ZERO));
  }

  /// Starts to send.
  public synchronized void start() {
    if (sender == null) {
      sender = Thread.ofVirtual().name("signals").start(this::send);
    }
  }

  @Override
  public void accept(Signal signal) {
    feed.accept(signal);
  }

  /// Publishes from now on, what stands first: every signal about the past has come.
  public void publish() {
    feed.begin();
  }

  /// How many signals their stream has acknowledged, ever.
  public long published() {
    return publisher.acknowledged();
  }

  /// How many signals found the queue full or were not acknowledged, ever.
  public long dropped() {
    return refused.sum() + publisher.failed();
  }

  /// Sends what is queued, if that can be done within a second or two, and ends.
  @Override
  public void close() {
    closed = true;
    Thread sending;
    synchronized (this) {
      sending = sender;
    }
    try {
      if (sending != null) {
        sending.join();
        publisher.flush(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void enqueue(Signal signal) {
    if (!queue.offer(signal)) {
      refused.increment();
    }
  }

  private void send() {
    try {
      while (true) {
        Signal signal = queue.poll(PATIENCE.toMillis() / 4, TimeUnit.MILLISECONDS);
        if (signal == null) {
          if (closed) {
            return;
          }
        } else if (!send(signal)) {
          refused.add(1 + queue.size());
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends as soon as it can be done; gives `false` when it could not before the end.
  private boolean send(Signal signal) throws InterruptedException {
    Outgoing message =
        new Outgoing(subjects.of(signal.agent()), writer.id(signal), HEADERS, writer.write(signal));
    boolean last = closed;
    while (!publisher.publish(message, PATIENCE)) {
      if (last) {
        return false;
      }
      last = closed;
    }
    return true;
  }
}
