package watchbill.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestItem;
import watchbill.connectors.latest.LatestReader;

@Tag("endtoend")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatestTopicEndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private KafkaClusterTestKit kit;
  private TopicAccess access;

  @BeforeAll
  void start() throws Exception {
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder().setNumControllerNodes(1).setNumBrokerNodes(1).build())
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    access = new TopicAccess(kit.bootstrapServers(), Optional.empty());
  }

  @AfterAll
  void end() throws Exception {
    kit.close();
  }

  private static KeyedValue value(String key, int value) {
    return new KeyedValue(key, Integer.toString(value).getBytes(StandardCharsets.UTF_8));
  }

  /// The last value of each key when all that was stored has come.
  private static Map<String, String> stored(LatestReader reader) throws InterruptedException {
    Map<String, String> last = new LinkedHashMap<>();
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      switch (reader.next(Duration.ofMillis(200))) {
        case LatestItem.Value value ->
            last.put(value.key(), new String(value.value(), StandardCharsets.UTF_8));
        case LatestItem.CaughtUp _ -> {
          return last;
        }
        case LatestItem.Lost _, LatestItem.Quiet _ -> {}
      }
    }
    throw new AssertionError("no end after " + last);
  }

  private void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(access.client())) {
      NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      admin.createTopics(List.of(wanted.configs(settings))).all().get();
    }
  }

  @Test
  void readsTheLastValueOfEachKeyAndThenWhatIsNew() throws Exception {
    try (LatestTopic store = new LatestTopic(access, "values")) {
      String place = store.prepare();
      assertThat(store.prepare()).isEqualTo(place);
      store.put(List.of(value("a.b", 1), value("c", 2), value("a.b", 3), value("gone", 4)));
      store.remove(List.of("gone"));
      try (LatestReader reader = store.reader()) {
        assertThat(stored(reader)).containsEntry("a.b", "3").containsEntry("c", "2");
        store.put(List.of(value("c", 5)));
        LatestItem item = reader.next(SOON);
        while (item instanceof LatestItem.Quiet) {
          item = reader.next(SOON);
        }
        assertThat(item)
            .isInstanceOfSatisfying(
                LatestItem.Value.class, value -> assertThat(value.key()).isEqualTo("c"));
      }
    }
  }

  @Test
  void refusesATopicThatForgets() throws Exception {
    create("forgetful", 1, Map.of("cleanup.policy", "delete"));
    try (LatestTopic store = new LatestTopic(access, "forgetful")) {
      assertThatThrownBy(store::prepare)
          .isInstanceOf(IOException.class)
          .hasMessage("topic forgetful: want cleanup.policy compact, have delete");
    }
  }

  @Test
  void refusesATopicThatKeepsNoOrder() throws Exception {
    create("wide", 3, Map.of("cleanup.policy", "compact"));
    try (LatestTopic store = new LatestTopic(access, "wide")) {
      assertThatThrownBy(store::prepare)
          .isInstanceOf(IOException.class)
          .hasMessage("topic wide: want 1 partition, have 3");
    }
  }

  @Test
  void aReaderMakesNothing() throws Exception {
    try (LatestTopic store = new LatestTopic(access, "later");
        LatestReader reader = store.reader()) {
      assertThat(reader.next(SOON))
          .isInstanceOfSatisfying(
              LatestItem.Lost.class, lost -> assertThat(lost.why()).startsWith("topic later"));
      store.prepare();
      store.put(List.of(value("a", 1)));
      assertThat(stored(reader)).containsExactly(Map.entry("a", "1"));
    }
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    TopicAccess nobody = new TopicAccess("127.0.0.1:1", Optional.empty());
    try (LatestTopic store = new LatestTopic(nobody, "t")) {
      assertThatThrownBy(store::prepare)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("topic t: ");
    }
  }
}
