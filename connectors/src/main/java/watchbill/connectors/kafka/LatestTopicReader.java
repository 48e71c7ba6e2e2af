package watchbill.connectors.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;

/// Reads a compacted topic from its beginning, and then what is added. Brokers that go and come
/// back are the client's to deal with: nothing comes meanwhile. A topic that is made anew is read
/// from its beginning.
final class LatestTopicReader implements LatestReader {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final TopicAccess access;
  private final String topic;
  private final TopicPartition partition;
  private final Deque<ConsumerRecord<String, byte[]>> fetched = new ArrayDeque<>();
  private @Nullable KafkaConsumer<String, byte[]> consumer;
  private long target;
  private boolean caughtUp;
  private long retryNanos = System.nanoTime();

  LatestTopicReader(TopicAccess access, String topic) {
    this.access = access;
    this.topic = topic;
    this.partition = new TopicPartition(topic, 0);
  }

  @Override
  public LatestItem next(Duration patience) throws InterruptedException {
    try {
      KafkaConsumer<String, byte[]> open = consumer;
      return open == null ? begin(patience) : read(open, patience);
    } catch (InterruptException e) {
      Thread.interrupted();
      InterruptedException stopped = new InterruptedException(e.getMessage());
      stopped.initCause(e);
      throw stopped;
    } catch (KafkaException e) {
      return lost("topic " + topic + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    KafkaConsumer<String, byte[]> last = consumer;
    consumer = null;
    if (last != null) {
      // Whoever interrupts the reading has it closed at once.
      boolean interrupted = Thread.interrupted();
      last.close(CloseOptions.timeout(CLOSE_WITHIN));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private LatestItem lost(String why) {
    close();
    fetched.clear();
    retryNanos = System.nanoTime() + RETRY_AFTER.toNanos();
    return new LatestItem.Lost(why);
  }

  private LatestItem begin(Duration patience) throws InterruptedException {
    long wait = Math.min(retryNanos - System.nanoTime(), patience.toNanos());
    if (wait > 0) {
      TimeUnit.NANOSECONDS.sleep(wait);
    }
    if (retryNanos - System.nanoTime() > 0) {
      return new LatestItem.Quiet();
    }
    Properties client = access.client();
    client.setProperty("auto.offset.reset", "earliest");
    client.setProperty("enable.auto.commit", "false");
    client.setProperty("allow.auto.create.topics", "false");
    client.setProperty("isolation.level", "read_committed");
    client.setProperty("default.api.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis()));
    client.setProperty("request.timeout.ms", String.valueOf(ANSWER_WITHIN.toMillis()));
    KafkaConsumer<String, byte[]> made =
        new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer());
    consumer = made;
    if (made.partitionsFor(topic, ANSWER_WITHIN).isEmpty()) {
      return lost("topic " + topic + " is missing; the processor makes it");
    }
    made.assign(List.of(partition));
    made.seekToBeginning(List.of(partition));
    target = made.endOffsets(List.of(partition), ANSWER_WITHIN).getOrDefault(partition, 0L);
    caughtUp = false;
    return new LatestItem.Quiet();
  }

  private LatestItem read(KafkaConsumer<String, byte[]> open, Duration patience) {
    if (fetched.isEmpty()) {
      if (!caughtUp && open.position(partition, ANSWER_WITHIN) >= target) {
        caughtUp = true;
        return new LatestItem.CaughtUp();
      }
      open.poll(patience).forEach(fetched::add);
    }
    for (ConsumerRecord<String, byte[]> next = fetched.poll();
        next != null;
        next = fetched.poll()) {
      if (next.key() != null && next.value() != null) {
        return new LatestItem.Value(next.key(), next.value());
      }
    }
    return new LatestItem.Quiet();
  }
}
