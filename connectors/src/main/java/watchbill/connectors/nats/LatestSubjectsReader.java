package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;

/// Reads a [LatestStream] with one ordered consumer: what it holds, then what is added. When the
/// server, the consumer or a message on the way is lost, it goes on after the last message that it
/// has delivered; all keys that changed since have their last value behind it. When the stream is
/// another one, it reads that from its beginning.
final class LatestSubjectsReader implements LatestReader {
  private static final Logger LOG = LoggerFactory.getLogger(LatestSubjectsReader.class);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /// How long nothing has come when the server is asked whether there is something.
  private static final Duration ASK_AFTER = Duration.ofSeconds(1);

  /// A consumer that is silent so long with messages pending has failed.
  private static final Duration STALLED_AFTER = Duration.ofSeconds(10);

  private final NatsLink link;
  private final LatestStream stream;
  private StreamPosition position;
  private @Nullable OrderedPull pull;
  private long generation = -1;
  private long target;
  private boolean caughtUp;
  private long heardNanos = System.nanoTime();
  private long askedNanos = heardNanos;
  private long retryNanos = heardNanos;

  LatestSubjectsReader(NatsLink link, LatestStream stream) {
    this.link = link;
    this.stream = stream;
    this.position = StreamPosition.beginningOf(stream.name());
  }

  @Override
  public LatestItem next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      LatestItem item = step(deadline);
      if (item != null) {
        return item;
      }
      if (System.nanoTime() - deadline >= 0) {
        return new LatestItem.Quiet();
      }
    }
  }

  @Override
  public void close() {
    OrderedPull last = pull;
    pull = null;
    if (last != null && link.state().up()) {
      try {
        last.delete();
      } catch (IOException | JetStreamApiException | IllegalStateException e) {
        LOG.debug("nats: a consumer of {} is left to expire: {}", stream.name(), e.toString());
      }
    }
  }

  private @Nullable LatestItem step(long deadline) throws InterruptedException {
    try {
      if (pull != null && (generation != link.generation() || !link.state().up())) {
        drop();
      }
      OrderedPull open = pull;
      return open == null ? begin(deadline) : read(open, deadline);
    } catch (ConsumerGone e) {
      LOG.debug("nats: reading {} with a new consumer: {}", stream.name(), e.getMessage());
      drop();
      retryNanos = System.nanoTime() + RETRY_AFTER.toNanos();
      return null;
    } catch (SourceLost e) {
      return lost(String.valueOf(e.getMessage()));
    } catch (JetStreamApiException | IOException | IllegalStateException e) {
      return lost("stream " + stream.name() + ": " + e.getMessage());
    }
  }

  private LatestItem lost(String why) {
    drop();
    retryNanos = System.nanoTime() + RETRY_AFTER.toNanos();
    return new LatestItem.Lost(why);
  }

  private void drop() {
    if (pull != null) {
      pull.close();
      pull = null;
    }
  }

  private @Nullable LatestItem begin(long deadline)
      throws InterruptedException, IOException, JetStreamApiException, SourceLost {
    long wait = Math.min(retryNanos, deadline) - System.nanoTime();
    if (wait > 0) {
      link.awaitClosed(Duration.ofNanos(wait));
    }
    if (retryNanos - System.nanoTime() > 0) {
      return null;
    }
    long now = link.generation();
    Connection connection = link.connection();
    if (connection == null) {
      throw new SourceLost(link.state().why());
    }
    JetStreamManagement server =
        connection.jetStreamManagement(
            JetStreamOptions.builder().requestTimeout(ANSWER_WITHIN).build());
    StreamInfo info = stream.find(server);
    StreamIdentity identity = StreamCheck.identity(info);
    target = info.getStreamState().getLastSequence();
    if (!position.stream().equals(identity) || target < position.sequence()) {
      position = new StreamPosition(identity, 0, 0);
    }
    pull = OrderedPull.after(position, stream.filter(), connection, server);
    generation = now;
    heardNanos = System.nanoTime();
    askedNanos = heardNanos;
    caughtUp = target == position.sequence();
    return caughtUp ? new LatestItem.CaughtUp() : null;
  }

  private @Nullable LatestItem read(OrderedPull open, long deadline)
      throws InterruptedException, IOException, JetStreamApiException, ConsumerGone {
    if (!caughtUp && position.sequence() >= target) {
      caughtUp = true;
      return new LatestItem.CaughtUp();
    }
    long ask = Math.max(heardNanos, askedNanos) + ASK_AFTER.toNanos();
    long wait = Math.min(deadline, ask) - System.nanoTime();
    Message message = open.next(Duration.ofNanos(Math.max(0, wait)));
    if (message != null) {
      heardNanos = System.nanoTime();
      position = new StreamPosition(position.stream(), message.metaData().streamSequence(), 0);
      return new LatestItem.Value(stream.key(message.getSubject()), message.getData());
    }
    return System.nanoTime() - ask >= 0 ? ask(open) : null;
  }

  /// Nothing has come for a while: has all come that there is?
  private @Nullable LatestItem ask(OrderedPull open)
      throws IOException, JetStreamApiException, ConsumerGone {
    askedNanos = System.nanoTime();
    if (!open.sentEverything()) {
      if (askedNanos - heardNanos > STALLED_AFTER.toNanos()) {
        throw new ConsumerGone("it is silent with messages pending");
      }
      return null;
    }
    heardNanos = askedNanos;
    if (caughtUp) {
      return null;
    }
    caughtUp = true;
    return new LatestItem.CaughtUp();
  }
}
