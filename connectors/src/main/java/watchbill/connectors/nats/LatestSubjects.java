package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PurgeOptions;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.latest.LatestStore;

/// Last values in a stream that keeps one message of each subject. The link is the caller's.
public final class LatestSubjects implements LatestStore {
  private static final int IN_FLIGHT = 512;
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);

  private final NatsLink link;
  private final LatestStream stream;

  /// Values in this stream.
  public LatestSubjects(NatsLink link, LatestStream stream) {
    this.link = link;
    this.stream = stream;
  }

  @Override
  public String prepare() throws IOException {
    try {
      StreamInfo info = stream.findOrCreate(connected().jetStreamManagement());
      return String.valueOf(StreamCheck.identity(info));
    } catch (SourceLost | JetStreamApiException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new IOException("stream " + stream.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long connections() {
    return link.generation();
  }

  @Override
  public void put(List<KeyedValue> values) throws IOException, InterruptedException {
    JetStream server = connected().jetStream();
    Deque<CompletableFuture<PublishAck>> underWay = new ArrayDeque<>();
    try {
      for (KeyedValue value : values) {
        if (underWay.size() >= IN_FLIGHT) {
          acknowledged(underWay.removeFirst());
        }
        underWay.add(server.publishAsync(stream.subject(value.key()), value.value()));
      }
      while (!underWay.isEmpty()) {
        acknowledged(underWay.removeFirst());
      }
    } catch (IllegalStateException e) {
      throw new IOException("stream " + stream.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void remove(Collection<String> keys) throws IOException {
    JetStreamManagement server = connected().jetStreamManagement();
    try {
      for (String key : keys) {
        var _ = server.purgeStream(stream.name(), PurgeOptions.subject(stream.subject(key)));
      }
    } catch (JetStreamApiException | IllegalStateException e) {
      throw new IOException("stream " + stream.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public LatestReader reader() {
    return new LatestSubjectsReader(link, stream);
  }

  @Override
  public void close() {
    // Nothing is kept here.
  }

  private void acknowledged(CompletableFuture<PublishAck> sent)
      throws IOException, InterruptedException {
    try {
      sent.get(ACKNOWLEDGE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("stream " + stream.name() + " does not acknowledge", e);
    } catch (ExecutionException e) {
      throw new IOException("stream " + stream.name() + ": " + e.getCause(), e);
    }
  }

  private Connection connected() throws IOException {
    Connection now = link.connection();
    if (now == null) {
      throw new IOException(link.state().why());
    }
    return now;
  }
}
