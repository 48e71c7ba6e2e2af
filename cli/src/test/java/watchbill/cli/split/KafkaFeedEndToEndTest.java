package watchbill.cli.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kafka.server.BrokerServer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import watchbill.connectors.kafka.LatestTopic;
import watchbill.connectors.kafka.TopicAccess;
import watchbill.connectors.latest.LatestStore;

/// Over a real Kafka broker in this JVM.
@Tag("endtoend")
class KafkaFeedEndToEndTest extends FeedScenarios {
  private final List<LatestTopic> stores = new ArrayList<>();
  private KafkaClusterTestKit kit;

  @BeforeEach
  void start() throws Exception {
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setNumControllerNodes(1).setNumBrokerNodes(1).build())
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
  }

  @AfterEach
  void end() throws Exception {
    stores.forEach(LatestTopic::close);
    kit.close();
  }

  @Override
  LatestStore store() {
    LatestTopic store =
        new LatestTopic(
            new TopicAccess(kit.bootstrapServers(), Optional.empty()), "watchbill.state");
    stores.add(store);
    return store;
  }

  @Override
  void restartBroker() throws Exception {
    for (BrokerServer broker : kit.brokers().values()) {
      broker.shutdown();
      broker.awaitShutdown();
      broker.startup();
    }
    kit.waitForReadyBrokers();
  }
}
