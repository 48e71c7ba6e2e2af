package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// One ordered consumer: a consumer of the server without acknowledgements, in memory, for one
/// reader. Its messages are numbered without gaps; at the first gap it is of no use any more.
///
/// Messages are asked for in batches, the next one when half of the last has arrived, so no more
/// than a batch and a half waits here whatever the stream holds. Used by one thread.
final class OrderedPull {
  private static final int NOT_FOUND = 10014;
  private static final int BATCH = 1000;
  private static final long BATCH_BYTES = 8 * 1024 * 1024;
  private static final Duration EXPIRES = Duration.ofSeconds(30);
  private static final Duration INACTIVE = Duration.ofMinutes(5);
  private static final String PENDING_HEADER = "Nats-Pending-Messages";
  private static final String NEXT = "$JS.API.CONSUMER.MSG.NEXT.";
  private static final byte[] REQUEST =
      PullRequestOptions.builder(BATCH)
          .maxBytes(BATCH_BYTES)
          .expiresIn(EXPIRES)
          .build()
          .toJson()
          .getBytes(StandardCharsets.UTF_8);

  private final Connection connection;
  private final JetStreamManagement server;
  private final ConsumerInfo created;
  private final Subscription inbox;
  private final String inboxSubject;
  private long delivered;
  private int asked;
  private long askedNanos;

  private OrderedPull(
      Connection connection, JetStreamManagement server, ConsumerInfo created, String inbox) {
    this.connection = connection;
    this.server = server;
    this.created = created;
    this.inboxSubject = inbox;
    this.inbox = connection.subscribe(inbox);
    // What can wait here is bounded by what is asked for.
    this.inbox.setPendingLimits(-1, -1);
  }

  /// Creates the consumer, to begin after a position.
  static OrderedPull after(
      StreamPosition position, String filter, Connection connection, JetStreamManagement server)
      throws IOException, JetStreamApiException {
    ConsumerConfiguration.Builder consumer =
        ConsumerConfiguration.builder()
            .ackPolicy(AckPolicy.None)
            .memStorage(true)
            .numReplicas(1)
            .inactiveThreshold(INACTIVE)
            .filterSubject(filter);
    if (position.sequence() > 0) {
      consumer.deliverPolicy(DeliverPolicy.ByStartSequence).startSequence(position.sequence() + 1);
    } else if (position.storedAtMillis() > 0) {
      consumer
          .deliverPolicy(DeliverPolicy.ByStartTime)
          .startTime(Instant.ofEpochMilli(position.storedAtMillis()).atZone(ZoneOffset.UTC));
    } else {
      consumer.deliverPolicy(DeliverPolicy.All);
    }
    ConsumerInfo created = server.addOrUpdateConsumer(position.stream().name(), consumer.build());
    return new OrderedPull(connection, server, created, connection.createInbox());
  }

  /// When it was created, by the server's clock, in milliseconds since the epoch.
  long createdMillis() {
    return created.getCreationTime().toInstant().toEpochMilli();
  }

  /// The next message, if one comes in that time.
  ///
  /// @throws ConsumerGone when this consumer is of no use any more
  @Nullable Message next(Duration patience) throws InterruptedException, ConsumerGone {
    if (asked <= BATCH / 2 || System.nanoTime() - askedNanos > EXPIRES.toNanos()) {
      ask();
    }
    Message message = take(patience);
    if (message == null) {
      return null;
    }
    if (message.isStatusMessage()) {
      heed(message);
      return null;
    }
    if (message.metaData().consumerSequence() != delivered + 1) {
      throw new ConsumerGone("a message was lost on the way");
    }
    delivered++;
    asked--;
    return message;
  }

  private @Nullable Message take(Duration patience) throws InterruptedException, ConsumerGone {
    try {
      return inbox.nextMessage(Math.max(1, patience.toMillis()));
    } catch (IllegalStateException e) {
      throw new ConsumerGone("the subscription ended: " + e.getMessage());
    }
  }

  private void ask() {
    boolean expired = System.nanoTime() - askedNanos > EXPIRES.toNanos();
    asked = expired ? BATCH : asked + BATCH;
    askedNanos = System.nanoTime();
    connection.publish(
        NEXT + created.getStreamName() + "." + created.getName(), inboxSubject, REQUEST);
  }

  /// A request has ended before its batch was full, or the consumer has.
  private void heed(Message message) throws ConsumerGone {
    int code = message.getStatus().getCode();
    String text = message.getStatus().getMessage();
    boolean gone = code == 503 || (code == 409 && text.contains("Deleted"));
    if (gone) {
      throw new ConsumerGone("the consumer is gone: " + code + " " + text);
    }
    Headers headers = message.getHeaders();
    String left = headers == null ? null : headers.getFirst(PENDING_HEADER);
    asked = left == null ? 0 : Math.max(0, asked - Integer.parseInt(left));
  }

  /// Whether the server says that this consumer has sent all that there is for it, and all of it
  /// has arrived here.
  boolean sentEverything() throws IOException, JetStreamApiException, ConsumerGone {
    try {
      ConsumerInfo now = server.getConsumerInfo(created.getStreamName(), created.getName());
      return now.getNumPending() == 0 && now.getDelivered().getConsumerSequence() == delivered;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NOT_FOUND) {
        throw new ConsumerGone("the server does not know the consumer any more");
      }
      throw e;
    }
  }

  /// Lets the server forget it.
  void close() {
    inbox.unsubscribe();
  }

  /// Has the server forget it at once.
  void delete() throws IOException, JetStreamApiException {
    close();
    server.deleteConsumer(created.getStreamName(), created.getName());
  }
}
