package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a stream from a position to its end, and then what is added, each message once and in
/// order. Nothing is acknowledged: the position is the caller's to keep.
///
/// It reads only as fast as it is asked, and it never gives up: when the server, the consumer or a
/// message on the way is lost, it begins again after the last message that it has delivered.
///
/// Used by one thread.
public final class StreamTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);

  /// How long nothing has come when the server is asked for proof.
  private static final Duration PROVE_AFTER = Duration.ofMillis(500);

  /// How long the server may take to answer.
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  /// A consumer that is silent so long with messages pending has failed.
  private static final Duration STALLED_AFTER = Duration.ofSeconds(10);

  /// How long one consumer is used: with each new one the server tells its time again, so that the
  /// drift between its clock and ours stays below a tenth of a second.
  private static final Duration RENEW_AFTER = Duration.ofMinutes(15);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /// A promise stays this far behind the server's clock: in a cluster a message gets its time a
  /// little before it can be seen.
  private static final long MARGIN_MILLIS = 250;

  private final NatsLink link;
  private final StreamSpec spec;
  private final String filter;
  private final Duration renewAfter;
  private final ServerClock clock = new ServerClock(System::nanoTime);
  private StreamPosition position;
  private @Nullable JetStreamManagement server;
  private @Nullable OrderedPull pull;
  private long generation = -1;
  private long heardNanos = System.nanoTime();
  private long provedNanos = heardNanos;
  private long begunNanos = heardNanos;

  /// The first sequence that was passed over since the last proof; 0 when none was. It was not for
  /// us, or it is gone.
  private long gapFrom;

  private long retryNanos = heardNanos;

  /// A tail that has not begun.
  ///
  /// @param filter the subjects to read, with the wildcards of NATS
  /// @param from after which position
  public StreamTail(NatsLink link, StreamSpec spec, String filter, StreamPosition from) {
    this(link, spec, filter, from, RENEW_AFTER);
  }

  StreamTail(
      NatsLink link, StreamSpec spec, String filter, StreamPosition from, Duration renewAfter) {
    if (!from.stream().name().equals(spec.name())) {
      throw new IllegalArgumentException(
          "stream: want the position of " + spec.name() + ", have " + from);
    }
    this.link = link;
    this.spec = spec;
    this.filter = filter;
    this.position = from;
    this.renewAfter = renewAfter;
  }

  /// How far the stream has been read: what the items so far said.
  public StreamPosition position() {
    return position;
  }

  /// The next thing that happens, waiting for it at most so long (and for a server that does not
  /// answer up to four seconds more).
  public TailItem next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      TailItem item = step(deadline);
      if (item != null) {
        return item;
      }
      if (System.nanoTime() - deadline >= 0) {
        return new TailItem.Quiet();
      }
    }
  }

  /// Ends the reading; the server is told, if it can be.
  @Override
  public void close() {
    OrderedPull last = pull;
    pull = null;
    if (last != null && link.state().up()) {
      try {
        last.delete();
      } catch (IOException | JetStreamApiException | IllegalStateException e) {
        LOG.debug("nats: a consumer of {} is left to expire: {}", spec.name(), e.toString());
      }
    }
  }

  private @Nullable TailItem step(long deadline) throws InterruptedException {
    try {
      if (pull != null && (generation != link.generation() || !link.state().up())) {
        drop();
      }
      OrderedPull open = pull;
      return open == null ? begin(deadline) : read(open, deadline);
    } catch (ConsumerGone e) {
      LOG.debug("nats: reading {} with a new consumer: {}", spec.name(), e.getMessage());
      drop();
      retryNanos = begunNanos + RETRY_AFTER.toNanos();
      return null;
    } catch (SourceLost e) {
      return lost(String.valueOf(e.getMessage()));
    } catch (JetStreamApiException e) {
      return lost("stream " + spec.name() + ": " + e.getMessage());
    } catch (IOException | IllegalStateException e) {
      return lost("stream " + spec.name() + ": no answer from the server: " + e.getMessage());
    }
  }

  private TailItem lost(String why) {
    drop();
    retryNanos = System.nanoTime() + RETRY_AFTER.toNanos();
    return new TailItem.Lost(why);
  }

  private void drop() {
    if (pull != null) {
      pull.close();
      pull = null;
    }
  }

  private @Nullable TailItem begin(long deadline)
      throws InterruptedException, IOException, JetStreamApiException, SourceLost {
    if (!pauseIsOver(deadline)) {
      return null;
    }
    long now = link.generation();
    Connection connection = link.connection();
    if (connection == null) {
      throw new SourceLost(link.state().why());
    }
    JetStreamManagement management =
        connection.jetStreamManagement(
            JetStreamOptions.builder().requestTimeout(ANSWER_WITHIN).build());
    StreamInfo info = spec.find(management);
    TailItem.Regressed regressed = new StreamCheck(management, info).thoroughlyAgainst(position);
    position = regressed != null ? regressed.position() : identified(info);
    OrderedPull opened = OrderedPull.after(position, filter, connection, management);
    clock.set(opened.createdMillis());
    server = management;
    pull = opened;
    generation = now;
    heardNanos = System.nanoTime();
    begunNanos = heardNanos;
    gapFrom = 0;
    return regressed;
  }

  private StreamPosition identified(StreamInfo info) {
    return new StreamPosition(
        StreamCheck.identity(info), position.sequence(), position.storedAtMillis());
  }

  /// Waits for the end of the pause after a failure, which a link that comes up ends too.
  private boolean pauseIsOver(long deadline) throws InterruptedException {
    long now = System.nanoTime();
    if (retryNanos - now <= 0) {
      return true;
    }
    Duration wait = Duration.ofNanos(Math.max(0, Math.min(retryNanos, deadline) - now));
    if (link.state().up()) {
      link.awaitClosed(wait);
    } else if (link.awaitUp(wait)) {
      retryNanos = System.nanoTime();
    }
    return retryNanos - System.nanoTime() <= 0;
  }

  private @Nullable TailItem read(OrderedPull open, long deadline)
      throws InterruptedException, IOException, JetStreamApiException, ConsumerGone {
    long proveNanos = Math.max(heardNanos, provedNanos) + PROVE_AFTER.toNanos();
    long wait = Math.min(deadline, proveNanos) - System.nanoTime();
    Message message = open.next(Duration.ofNanos(Math.max(0, wait)));
    if (message != null) {
      return delivered(message);
    }
    return System.nanoTime() - proveNanos >= 0 ? prove(open) : null;
  }

  private TailItem delivered(Message message) {
    NatsJetStreamMetaData about = message.metaData();
    long storedAt = about.timestamp().toInstant().toEpochMilli();
    long expected = position.sequence() + 1;
    if (gapFrom == 0 && expected > 1 && about.streamSequence() > expected) {
      gapFrom = expected;
    }
    position = new StreamPosition(position.stream(), about.streamSequence(), storedAt);
    clock.atLeast(storedAt);
    heardNanos = System.nanoTime();
    return new TailItem.Message(
        message.getSubject(), message.getData(), position, about.pendingCount());
  }

  /// Asks the server whether anything is left; nothing has come for a while.
  private @Nullable TailItem prove(OrderedPull open)
      throws IOException, JetStreamApiException, ConsumerGone {
    JetStreamManagement management = server;
    if (management == null) {
      throw new IllegalStateException("a consumer without a server");
    }
    provedNanos = System.nanoTime();
    if (provedNanos - begunNanos > renewAfter.toNanos()) {
      throw new ConsumerGone("it is old");
    }
    long promise = clock.millis() - MARGIN_MILLIS;
    StreamInfo info = management.getStreamInfo(spec.name());
    TailItem.Regressed regressed = new StreamCheck(management, info).against(position);
    if (regressed != null) {
      drop();
      retryNanos = System.nanoTime();
      return null;
    }
    StreamState state = info.getStreamState();
    long gap = gapFrom;
    gapFrom = 0;
    if (gap > 0 && state.getFirstSequence() > gap) {
      return new TailItem.Regressed(
          Regression.MISSING,
          "messages of stream " + spec.name() + " from " + gap + " are gone before they were read",
          position);
    }
    boolean all = open.sentEverything() || state.getLastSequence() == position.sequence();
    if (!all) {
      if (System.nanoTime() - heardNanos > STALLED_AFTER.toNanos()) {
        throw new ConsumerGone("it is silent with messages pending");
      }
      return null;
    }
    heardNanos = System.nanoTime();
    if (state.getLastSequence() > position.sequence()) {
      position =
          new StreamPosition(
              position.stream(),
              state.getLastSequence(),
              Math.max(position.storedAtMillis(), state.getLastTime().toInstant().toEpochMilli()));
    }
    return new TailItem.CaughtUp(promise, position);
  }
}
