package watchbill.connectors.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import watchbill.connectors.http.HttpQuestion;

/// Looks at one server of NATS by its monitoring page `/varz`
/// (<https://docs.nats.io/running-a-nats-service/nats_admin/monitoring>). One thread.
public final class ServerLook implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpQuestion server;
  private final String address;

  /// A look at the server with this monitoring address, such as `http://nats-0.nats:8222`.
  ///
  /// @throws watchbill.connectors.config.ConfigError when that is no address
  public ServerLook(String key, String address, Duration patience) {
    this.address = address;
    this.server = new HttpQuestion(key, address, patience);
  }

  /// How it stands now.
  ///
  /// @throws IOException when the server does not say; one line of why
  public ServerReport look() throws IOException, InterruptedException {
    HttpQuestion.Reply reply = server.ask("/varz", "application/json");
    if (reply.status() != 200) {
      throw new IOException(address + ": want the page /varz, have HTTP " + reply.status());
    }
    try {
      return read(JSON.readTree(reply.text()));
    } catch (JsonProcessingException e) {
      throw new IOException(address + ": want /varz as JSON, have something else", e);
    }
  }

  private ServerReport read(JsonNode page) throws IOException {
    if (!page.path("connections").isNumber()) {
      throw new IOException(address + ": want \"connections\" in /varz, have none");
    }
    return new ServerReport(
        page.path("server_name").asText(address),
        page.path("connections").asLong(),
        page.path("max_connections").asLong(-1),
        page.path("slow_consumers").asLong(-1),
        page.path("subscriptions").asLong(-1),
        page.path("mem").asLong(-1));
  }

  @Override
  public void close() {
    server.close();
  }
}
