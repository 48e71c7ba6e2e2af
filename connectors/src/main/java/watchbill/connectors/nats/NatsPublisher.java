package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Publishes messages into streams, many at a time: it goes on while the acknowledgements of
/// earlier messages are under way, up to a limit. Messages of one caller arrive in their order, as
/// far as they arrive; what fails is counted, and not sent again by itself.
///
/// Safe from any thread.
public final class NatsPublisher {
  private final NatsLink link;
  private final int places;
  private final Semaphore free;
  private final Duration acknowledgeWithin;
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<StreamSpec> streams;
  private volatile String lastFailure = "";
  private volatile long ensuredFor = -1;

  /// A publisher over a link.
  ///
  /// @param inFlight how many messages may wait for their acknowledgement; from 1 to 65,536
  /// @param acknowledgeWithin a later acknowledgement counts as a failure
  /// @param streams what is seen to whenever the link has come up, before the first message
  public NatsPublisher(
      NatsLink link, int inFlight, Duration acknowledgeWithin, StreamSpec... streams) {
    if (inFlight < 1 || inFlight > 65_536) {
      throw new IllegalArgumentException("in flight: want 1 to 65536, have " + inFlight);
    }
    this.link = link;
    this.places = inFlight;
    this.free = new Semaphore(inFlight);
    this.acknowledgeWithin = acknowledgeWithin;
    this.streams = List.of(streams);
  }

  /// Sends a message as soon as there is a link and a free place; gives whether it was sent, or
  /// `false` when neither came in that time.
  public boolean publish(Outgoing message, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    if (!link.awaitUp(patience)) {
      return false;
    }
    long left = deadline - System.nanoTime();
    if (!free.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS)) {
      return false;
    }
    send(message);
    return true;
  }

  /// Waits until nothing is under way, at most so long; gives whether that is so.
  public boolean flush(Duration patience) throws InterruptedException {
    boolean all = free.tryAcquire(places, patience.toNanos(), TimeUnit.NANOSECONDS);
    if (all) {
      free.release(places);
    }
    return all;
  }

  /// How many messages a stream has acknowledged, ever.
  public long acknowledged() {
    return acknowledged.sum();
  }

  /// How many messages were sent and not acknowledged, ever. Some of them may be stored all the
  /// same.
  public long failed() {
    return failed.sum();
  }

  /// Why the last of them failed; empty when none has.
  public String lastFailure() {
    return lastFailure;
  }

  private void send(Outgoing message) {
    try {
      ensureStreams();
      Headers headers = new Headers();
      message.headers().forEach(headers::put);
      PublishOptions.Builder options = PublishOptions.builder();
      if (!message.messageId().isEmpty()) {
        options.messageId(message.messageId());
      }
      var _ =
          stream()
              .publishAsync(
                  message.subject(),
                  headers.isEmpty() ? null : headers,
                  message.data(),
                  options.build())
              .orTimeout(acknowledgeWithin.toNanos(), TimeUnit.NANOSECONDS)
              .whenComplete(this::ended);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      ended(null, e);
    }
  }

  private void ensureStreams() throws IOException {
    long generation = link.generation();
    if (ensuredFor != generation) {
      for (StreamSpec wanted : streams) {
        link.ensure(wanted);
      }
      ensuredFor = generation;
    }
  }

  private JetStream stream() throws IOException {
    Connection now = link.connection();
    if (now == null) {
      throw new IOException(link.state().why());
    }
    return now.jetStream();
  }

  private void ended(@Nullable PublishAck acknowledgement, @Nullable Throwable failure) {
    if (failure == null) {
      acknowledged.increment();
    } else {
      String text = failure.getMessage();
      lastFailure = text == null ? failure.getClass().getSimpleName() : text;
      failed.increment();
    }
    free.release();
  }
}
