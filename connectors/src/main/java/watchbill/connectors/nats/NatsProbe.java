package watchbill.connectors.nats;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.PublishOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.ServerInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Connects to NATS once and finds out what may be done there, by trying what `run` does. Nothing
/// is stored: a consumer is deleted again, and a message carries a condition that no stream meets.
/// One thread.
public final class NatsProbe implements AutoCloseable {
  private static final int NO_STREAM = 10059;
  private static final int WRONG_LAST_SEQUENCE = 10071;
  private static final String NOBODY_LISTENS = "No Responders";
  private static final Duration CONSUMER_LIVES = Duration.ofSeconds(5);

  private final Connection connection;
  private final Errors errors;

  private NatsProbe(Connection connection, Errors errors) {
    this.connection = connection;
    this.errors = errors;
  }

  /// A connection to the first server that takes us.
  ///
  /// @throws IOException when none does, in one line
  /// @throws watchbill.connectors.config.ConfigError when a key or certificate cannot be used
  public static NatsProbe connect(NatsConfig config) throws IOException, InterruptedException {
    Errors errors = new Errors();
    try {
      return new NatsProbe(Nats.connect(LinkOptions.once(config, errors)), errors);
    } catch (IOException e) {
      throw new IOException(
          "cannot connect to " + String.join(", ", config.servers()) + ": " + innermost(e), e);
    }
  }

  private static String innermost(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null && !message.isBlank()) {
        said = message;
      }
    }
    return said;
  }

  /// The server that we are connected to.
  public NatsGreeting greeting() {
    ServerInfo info = connection.getServerInfo();
    String address = connection.getConnectedUrl();
    return new NatsGreeting(
        address == null ? "" : address,
        info.getVersion(),
        info.isTLSRequired() || info.isTLSAvailable(),
        info.isJetStreamAvailable(),
        info.getMaxPayload());
  }

  /// How a stream is set up; empty when there is none of this name.
  ///
  /// @throws IOException when the server does not say
  public Optional<StreamSettings> stream(String name) throws IOException {
    try {
      StreamInfo info = manage().getStreamInfo(name);
      StreamConfiguration set = info.getConfiguration();
      return Optional.of(
          new StreamSettings(
              name,
              set.getSubjects(),
              StreamSettings.Retention.valueOf(set.getRetentionPolicy().name()),
              "File".equals(set.getStorageType().name()),
              set.getReplicas(),
              set.getNoAck(),
              new StreamSettings.Limits(
                  set.getMaxAge(),
                  set.getMaxBytes(),
                  set.getMaxMsgs(),
                  set.getMaxMsgsPerSubject(),
                  "New".equals(set.getDiscardPolicy().name())),
              new StreamSettings.Content(
                  info.getStreamState().getMsgCount(),
                  info.getStreamState().getByteCount(),
                  millis(info.getStreamState().getFirstTime()),
                  millis(info.getStreamState().getLastTime()))));
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_STREAM) {
        return Optional.empty();
      }
      throw refused("stream " + name, e);
    } catch (IOException e) {
      throw refused("stream " + name, e);
    }
  }

  /// Reads of a stream as the tail does, as far as the first message, and gives the server's clock
  /// less ours, in milliseconds; what the answer was under way is its error.
  ///
  /// @throws IOException when that is refused, in one line
  public long rehearseReading(String stream, String filter) throws IOException {
    ConsumerConfiguration wanted =
        ConsumerConfiguration.builder()
            .ackPolicy(AckPolicy.None)
            .deliverPolicy(DeliverPolicy.New)
            .filterSubject(filter)
            .inactiveThreshold(CONSUMER_LIVES)
            .memStorage(true)
            .numReplicas(1)
            .build();
    try {
      long before = System.currentTimeMillis();
      ConsumerInfo made = manage().addOrUpdateConsumer(stream, wanted);
      long after = System.currentTimeMillis();
      long there = made.getCreationTime().toInstant().toEpochMilli();
      manage().deleteConsumer(stream, made.getName());
      return there - (before + after) / 2;
    } catch (IOException | JetStreamApiException e) {
      throw refused("a consumer of stream " + stream, e);
    }
  }

  /// Whether a stream takes from us what goes to this subject; false when there is no such stream.
  ///
  /// @throws IOException when it is refused, in one line
  public boolean rehearsePublishing(String subject) throws IOException {
    try {
      connection
          .jetStream()
          .publish(
              subject,
              new byte[0],
              PublishOptions.builder().expectedLastSequence(Long.MAX_VALUE).build());
      throw new IOException("to publish to " + subject + ": want a condition kept, have it passed");
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == WRONG_LAST_SEQUENCE) {
        return true;
      }
      throw refused("to publish to " + subject, e);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(NOBODY_LISTENS)) {
        return false;
      }
      throw refused("to publish to " + subject, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private JetStreamManagement manage() throws IOException {
    return connection.jetStreamManagement();
  }

  /// The server says in an error of its own that it permits something not, and answers nothing.
  private IOException refused(String what, Exception why) {
    String said = errors.last;
    errors.last = "";
    return new IOException(what + ": " + (said.isEmpty() ? why.getMessage() : said), why);
  }

  private static long millis(@Nullable ZonedDateTime time) {
    return time == null || time.getYear() < 1970 ? -1 : time.toInstant().toEpochMilli();
  }

  /// Keeps the last error that the server sent.
  private static final class Errors implements ErrorListener {
    private volatile String last = "";

    @Override
    public void errorOccurred(Connection connection, String error) {
      last = error;
    }
  }
}
