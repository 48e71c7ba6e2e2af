package watchbill.connectors.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts the messages that JetStream has given up to deliver, from its advisories: they were given
/// to a consumer as often as that allows, and never acknowledged. An advisory is told once and not
/// kept, so what happens while the link is down is not counted.
///
/// Safe from any thread.
public final class GivenUp {
  private static final String ADVISORIES = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>";
  private static final int MOST_CONSUMERS = 1_024;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A consumer by its stream and its name.
  public record ConsumerName(String stream, String consumer) {
    /// Stands for all beyond those that are told apart.
    public static final ConsumerName OTHER = new ConsumerName("_other", "_other");
  }

  private final NatsLink link;
  private final Map<ConsumerName, Long> totals = new HashMap<>();
  private @Nullable Connection heardBy;

  /// Nothing is heard before [#listen].
  public GivenUp(NatsLink link) {
    this.link = link;
  }

  /// Sees that the advisories are listened to; call it again and again. The client renews the
  /// subscription by itself as long as it keeps its connection.
  ///
  /// @throws IOException when there is no link
  public synchronized void listen() throws IOException {
    Connection connection = link.connection();
    if (connection == null) {
      throw new IOException(link.state().why());
    }
    if (!connection.equals(heardBy)) {
      Dispatcher dispatcher = connection.createDispatcher(this::count);
      dispatcher.subscribe(ADVISORIES);
      heardBy = connection;
    }
  }

  /// How many of each consumer so far.
  public synchronized Map<ConsumerName, Long> totals() {
    return Map.copyOf(totals);
  }

  private void count(Message message) {
    try {
      JsonNode advisory = JSON.readTree(message.getData());
      count(new ConsumerName(text(advisory, "stream"), text(advisory, "consumer")));
    } catch (IOException notJson) {
      count(ConsumerName.OTHER);
    }
  }

  private synchronized void count(ConsumerName consumer) {
    boolean known = totals.containsKey(consumer) || totals.size() < MOST_CONSUMERS;
    totals.merge(known ? consumer : ConsumerName.OTHER, 1L, Math::addExact);
  }

  private static String text(JsonNode advisory, String field) {
    return advisory.path(field).asText("");
  }
}
