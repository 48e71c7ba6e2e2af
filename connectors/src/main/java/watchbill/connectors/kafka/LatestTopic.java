package watchbill.connectors.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.latest.LatestStore;

/// Last values in a compacted topic of one partition, so that they keep their order. The producer
/// is idempotent: what it sends again is stored once.
public final class LatestTopic implements LatestStore {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(50);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
  private static final String CLEANUP = "cleanup.policy";
  private static final String COMPACT = "compact";

  /// Compacted soon, so that who reads from the beginning has little to read twice.
  private static final Map<String, String> SETTINGS =
      Map.of(
          CLEANUP,
          COMPACT,
          "segment.ms",
          String.valueOf(Duration.ofMinutes(10).toMillis()),
          "segment.bytes",
          String.valueOf(16 << 20),
          "min.cleanable.dirty.ratio",
          "0.1");

  private final TopicAccess access;
  private final String topic;
  private @Nullable KafkaProducer<String, byte[]> producer;

  /// Values in this topic.
  ///
  /// @throws IllegalArgumentException when the name is none of a topic
  public LatestTopic(TopicAccess access, String topic) {
    if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
      throw new IllegalArgumentException(
          "topic: want at most 249 of a-z, A-Z, 0-9, dots, _ and -, have \"" + topic + "\"");
    }
    this.access = access;
    this.topic = topic;
  }

  @Override
  public String prepare() throws IOException, InterruptedException {
    Properties client = access.client();
    client.setProperty("default.api.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis()));
    client.setProperty("request.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis() / 2));
    try (Admin admin = Admin.create(client)) {
      create(admin);
      return findSoon(admin).topicId().toString();
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  /// Kafka acknowledges what all replicas in sync have.
  @Override
  public long connections() {
    return 0;
  }

  private void create(Admin admin) throws IOException, InterruptedException {
    NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(SETTINGS);
    try {
      get(admin.createTopics(List.of(wanted)).all().toCompletionStage().toCompletableFuture());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failure(e.getCause());
      }
    }
  }

  /// A broker may learn a moment later than the controller that a topic was made; until then it
  /// says that it has none.
  private TopicDescription findSoon(Admin admin) throws IOException, InterruptedException {
    long end = System.nanoTime() + ANSWER_WITHIN.toNanos();
    while (true) {
      try {
        return find(admin);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - end >= 0) {
          throw failure(e.getCause());
        }
        TimeUnit.NANOSECONDS.sleep(ASK_AGAIN_AFTER.toNanos());
      }
    }
  }

  private TopicDescription find(Admin admin)
      throws IOException, InterruptedException, ExecutionException {
    ConfigResource settings = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    TopicDescription found =
        get(admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture())
            .get(topic);
    if (found == null) {
      throw new IOException("topic " + topic + " is missing");
    }
    if (found.partitions().size() != 1) {
      throw new IOException(
          "topic " + topic + ": want 1 partition, have " + found.partitions().size());
    }
    Config set =
        get(admin
                .describeConfigs(List.of(settings))
                .all()
                .toCompletionStage()
                .toCompletableFuture())
            .get(settings);
    ConfigEntry cleanup = set == null ? null : set.get(CLEANUP);
    if (cleanup == null || !COMPACT.equals(cleanup.value())) {
      String has = cleanup == null ? "none" : cleanup.value();
      throw new IOException(
          "topic " + topic + ": want " + CLEANUP + " " + COMPACT + ", have " + has);
    }
    return found;
  }

  @Override
  public void put(List<KeyedValue> values) throws IOException, InterruptedException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(values.size());
    for (KeyedValue value : values) {
      records.add(new ProducerRecord<>(topic, 0, value.key(), value.value()));
    }
    send(records);
  }

  @Override
  public void remove(Collection<String> keys) throws IOException, InterruptedException {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(keys.size());
    for (String key : keys) {
      records.add(new ProducerRecord<>(topic, 0, key, null));
    }
    send(records);
  }

  @Override
  public LatestReader reader() {
    return new LatestTopicReader(access, topic);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE_WITHIN);
      producer = null;
    }
  }

  private void send(List<ProducerRecord<String, byte[]>> records)
      throws IOException, InterruptedException {
    KafkaProducer<String, byte[]> sender = producer();
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    try {
      for (ProducerRecord<String, byte[]> record : records) {
        sent.add(sender.send(record));
      }
      sender.flush();
      for (Future<RecordMetadata> one : sent) {
        get(one);
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Properties client = access.client();
      client.setProperty("acks", "all");
      client.setProperty("enable.idempotence", "true");
      client.setProperty("linger.ms", "5");
      client.setProperty("max.block.ms", String.valueOf(ANSWER_WITHIN.toMillis() / 2));
      client.setProperty("request.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis() / 2));
      client.setProperty("delivery.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis()));
      producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private <T> T get(Future<T> answer) throws IOException, InterruptedException, ExecutionException {
    try {
      return answer.get(2 * ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("topic " + topic + ": no answer from " + access.bootstrap(), e);
    }
  }

  private IOException failure(@Nullable Throwable why) {
    return new IOException(
        "topic " + topic + ": " + (why == null ? "failed" : why.getMessage()), why);
  }

  /// Kafka's own exception has set the mark that we were interrupted; ours takes its place.
  private static InterruptedException interrupted(InterruptException e) {
    Thread.interrupted();
    InterruptedException stopped = new InterruptedException(e.getMessage());
    stopped.initCause(e);
    return stopped;
  }
}
