package watchbill.exporter.replication;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import watchbill.connectors.access.Address;

/// Real Kafka brokers in this JVM, with a controller.
final class KafkaBrokers implements AutoCloseable {
  private final KafkaClusterTestKit kit;

  KafkaBrokers(int brokers, SecurityProtocol protocol) throws Exception {
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setNumControllerNodes(1)
                    .setNumBrokerNodes(brokers)
                    .setBrokerSecurityProtocol(protocol)
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("broker.session.timeout.ms", "2000")
            .setConfigProp("broker.heartbeat.interval.ms", "200")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
  }

  List<Address> addresses() {
    return Arrays.stream(kit.bootstrapServers().split(",", -1))
        .map(address -> Address.parse(address, 0).orElseThrow())
        .toList();
  }

  void create(String topic, int partitions, int copies) throws Exception {
    try (Admin admin = Admin.create(properties())) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) copies))).all().get();
    }
  }

  /// Writes so many records to a partition.
  void write(String topic, int partition, int records) throws Exception {
    Properties properties = properties();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(topic, partition, null, "value")).get();
      }
    }
  }

  /// Says that a group has read a partition as far as this.
  void commit(String group, String topic, int partition, long offset) throws Exception {
    try (Admin admin = Admin.create(properties())) {
      admin
          .alterConsumerGroupOffsets(
              group,
              Map.of(
                  new TopicPartition(topic, partition),
                  new OffsetAndMetadata(offset)))
          .all()
          .get();
    }
  }

  /// A member of a group.
  KafkaConsumer<String, String> member(String group) {
    Properties properties = properties();
    properties.setProperty("group.id", group);
    properties.setProperty("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
  }

  void stopBroker(int id) {
    var broker = Objects.requireNonNull(kit.brokers().get(id));
    broker.shutdown();
    broker.awaitShutdown();
  }

  @Override
  public void close() {
    try {
      kit.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the brokers do not end", e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kit.bootstrapServers());
    return properties;
  }
}
