package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Unit.BYTES;
import static watchbill.metrics.catalogue.Unit.NONE;
import static watchbill.metrics.catalogue.Unit.SECONDS;
import static watchbill.metrics.catalogue.Unit.TIMESTAMP_SECONDS;

import java.util.List;

/// The bus that agents talk over: NATS and its streams. Tenant and agent are those that a
/// consumer's name tells (`bus.consumer`), and else empty.
public final class BusFamilies {
  private static final String CONSUMER = "JetStream, the consumer's leader";
  private static final String STREAM = "JetStream, the stream's leader";
  private static final String ACCOUNT = "JetStream, the account";
  private static final String SERVER = "/varz of each server in bus.monitoring";
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES";

  /// What a consumer has before it.
  public static final Gauge<ConsumerLabels> PENDING =
      Gauge.ours(
          "agent_bus_consumer_pending_messages",
          NONE,
          ConsumerLabels.LABELS,
          "Messages that the consumer was not given so far.",
          CONSUMER);

  /// What a consumer works on.
  public static final Gauge<ConsumerLabels> UNACKNOWLEDGED =
      Gauge.ours(
          "agent_bus_consumer_unacknowledged_messages",
          NONE,
          ConsumerLabels.LABELS,
          "Messages that the consumer was given and has not acknowledged.",
          CONSUMER);

  /// When a consumer is given no more.
  public static final Gauge<ConsumerLabels> MAX_UNACKNOWLEDGED =
      Gauge.ours(
          "agent_bus_consumer_max_unacknowledged_messages",
          NONE,
          ConsumerLabels.LABELS,
          "How many messages may be unacknowledged before the consumer is given no more (max_ack_pending).",
          CONSUMER);

  /// What a consumer was given more than once.
  public static final Gauge<ConsumerLabels> REDELIVERED =
      Gauge.ours(
          "agent_bus_consumer_redelivered_messages",
          NONE,
          ConsumerLabels.LABELS,
          "Unacknowledged messages that the consumer was given more than once.",
          CONSUMER);

  /// Whether anybody asks.
  public static final Gauge<ConsumerLabels> WAITING =
      Gauge.ours(
          "agent_bus_consumer_waiting_requests",
          NONE,
          ConsumerLabels.LABELS,
          "Requests of the consumer's clients that wait for messages; 0 with messages pending: nobody asks.",
          CONSUMER);

  /// How long a message may be worked on.
  public static final Gauge<ConsumerLabels> ACK_WAIT =
      Gauge.ours(
          "agent_bus_consumer_ack_wait_seconds",
          SECONDS,
          ConsumerLabels.LABELS,
          "After which time a message that is not acknowledged is given again; a task that takes longer is done twice.",
          CONSUMER);

  /// When a consumer was last given something.
  public static final Gauge<ConsumerLabels> DELIVERED =
      Gauge.ours(
          "agent_bus_consumer_last_delivery_timestamp_seconds",
          TIMESTAMP_SECONDS,
          ConsumerLabels.LABELS,
          "When the consumer was last given a message.",
          CONSUMER);

  /// What was given up.
  public static final Counter<ConsumerLabels> GIVEN_UP =
      Counter.ours(
          "agent_bus_consumer_given_up_messages_total",
          NONE,
          ConsumerLabels.LABELS,
          "Messages that were given to the consumer as often as it allows (max_deliver) and never acknowledged, since Watchbill listens.",
          ADVISORY);

  /// What a stream holds.
  public static final Gauge<StreamLabels> STREAM_MESSAGES =
      Gauge.ours(
          "agent_bus_stream_messages",
          NONE,
          StreamLabels.LABELS,
          "Messages that the stream holds.",
          STREAM);

  /// How much a stream holds.
  public static final Gauge<StreamLabels> STREAM_SIZE =
      Gauge.ours(
          "agent_bus_stream_size_bytes",
          BYTES,
          StreamLabels.LABELS,
          "Bytes that the stream holds.",
          STREAM);

  /// How much a stream may hold.
  public static final Gauge<StreamLabels> STREAM_LIMIT =
      Gauge.ours(
          "agent_bus_stream_limit_bytes",
          BYTES,
          StreamLabels.LABELS,
          "Bytes that the stream may hold; absent without limit.",
          STREAM);

  /// What JetStream holds.
  public static final Gauge<AccountLabels> STORAGE_USED =
      Gauge.ours(
          "agent_bus_storage_used_bytes",
          BYTES,
          AccountLabels.LABELS,
          "What the account's streams take, by kind: file or memory.",
          ACCOUNT);

  /// What JetStream may hold.
  public static final Gauge<AccountLabels> STORAGE_LIMIT =
      Gauge.ours(
          "agent_bus_storage_limit_bytes",
          BYTES,
          AccountLabels.LABELS,
          "What the account's streams may take, by kind: file or memory; absent without limit.",
          ACCOUNT);

  /// Who is connected.
  public static final Gauge<ServerLabels> CONNECTIONS =
      Gauge.ours(
          "agent_bus_server_connections",
          NONE,
          ServerLabels.LABELS,
          "Connections to the server.",
          SERVER);

  /// Who may be connected.
  public static final Gauge<ServerLabels> MAX_CONNECTIONS =
      Gauge.ours(
          "agent_bus_server_max_connections",
          NONE,
          ServerLabels.LABELS,
          "Connections that the server allows.",
          SERVER);

  /// Who was too slow.
  public static final Counter<ServerLabels> SLOW_CONSUMERS =
      Counter.ours(
          "agent_bus_server_slow_consumers_total",
          NONE,
          ServerLabels.LABELS,
          "Connections that the server closed because they read too slowly, since it started.",
          SERVER);

  /// What a server's process holds.
  public static final Gauge<ServerLabels> SERVER_MEMORY =
      Gauge.ours(
          "agent_bus_server_memory_bytes",
          BYTES,
          ServerLabels.LABELS,
          "Memory of the server's process.",
          SERVER);

  /// What is not looked at.
  public static final Gauge<NoLabels> LEFT_OUT =
      Gauge.ours(
          "watchbill_bus_left_out",
          NONE,
          NoLabels.LABELS,
          "Streams and consumers beyond the most that are looked at (256 and 1,024), and consumers that are not durable.",
          CONSUMER);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          PENDING,
          UNACKNOWLEDGED,
          MAX_UNACKNOWLEDGED,
          REDELIVERED,
          WAITING,
          ACK_WAIT,
          DELIVERED,
          GIVEN_UP,
          STREAM_MESSAGES,
          STREAM_SIZE,
          STREAM_LIMIT,
          STORAGE_USED,
          STORAGE_LIMIT,
          CONNECTIONS,
          MAX_CONNECTIONS,
          SLOW_CONSUMERS,
          SERVER_MEMORY,
          LEFT_OUT);

  private BusFamilies() {}

  /// A consumer, and whose it is.
  public record ConsumerLabels(
      String tenant, String agent, String role, String stream, String consumer)
      implements LabelSet, Has.Identity, Has.Stream, Has.Consumer {
    static final Labels<ConsumerLabels> LABELS =
        Labels.of(ConsumerLabels.class, TENANT, AGENT, ROLE, Label.STREAM, Label.CONSUMER);
  }

  /// A stream, which is no single agent's.
  public record StreamLabels(String tenant, String agent, String role, String stream)
      implements LabelSet, Has.Identity, Has.Stream {
    static final Labels<StreamLabels> LABELS =
        Labels.of(StreamLabels.class, TENANT, AGENT, ROLE, Label.STREAM);
  }

  /// A kind of storage: `file` or `memory`.
  public record AccountLabels(String tenant, String agent, String role, String kind)
      implements LabelSet, Has.Identity, Has.Kind {
    static final Labels<AccountLabels> LABELS =
        Labels.of(AccountLabels.class, TENANT, AGENT, ROLE, Label.KIND);
  }

  /// A server.
  public record ServerLabels(String tenant, String agent, String role, String server)
      implements LabelSet, Has.Identity, Has.Server {
    static final Labels<ServerLabels> LABELS =
        Labels.of(ServerLabels.class, TENANT, AGENT, ROLE, Label.SERVER);
  }
}
