package watchbill.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import watchbill.core.Activity;
import watchbill.wire.EventSource;
import watchbill.wire.EventWriter;

/// The topology in a driver without a broker. What its state store held is carried over a restart,
/// as the changelog would.
final class TestedTopology implements AutoCloseable {
  private static final EventWriter EVENTS = new EventWriter();

  private final FleetStreams streams;
  private final Path directory;
  private TopologyTestDriver driver;
  private TestInputTopic<String, byte[]> activity;
  private TestOutputTopic<String, byte[]> signals;
  private TestOutputTopic<String, byte[]> rejected;

  TestedTopology(FleetStreams streams, Path directory) {
    this.streams = streams;
    this.directory = directory;
    this.driver = newDriver(streams, directory);
    this.activity = activityOf(driver, streams);
    this.signals = outputOf(driver, streams.signals());
    this.rejected = outputOf(driver, streams.rejected());
  }

  void hear(Activity heard) {
    byte[] json = EVENTS.write(heard.id(), EventSource.of(heard.agent()), heard.event());
    hear(heard.agent().tenant(), heard.agent().agent(), heard.heardAtMillis(), json);
  }

  void hear(String tenant, String agent, long heardAtMillis, byte[] json) {
    RecordHeaders headers = new RecordHeaders();
    ActivityHeaders.add(headers, agent, heardAtMillis);
    activity.pipeInput(new TestRecord<>(tenant, json, headers));
  }

  void hearWithoutHeaders(String tenant, byte[] json) {
    activity.pipeInput(new TestRecord<>(tenant, json));
  }

  void passTime(long toMillis) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(
        ActivityHeaders.HEARD_AT, Long.toString(toMillis).getBytes(StandardCharsets.US_ASCII));
    activity.pipeInput(new TestRecord<>("", null, headers));
  }

  void wallClock(Duration by) {
    driver.advanceWallClockTime(by);
  }

  /// The signals since the last call, as text.
  List<String> signals() {
    List<String> told = new ArrayList<>();
    signals.readValuesToList().forEach(bytes -> told.add(text(bytes)));
    return told;
  }

  /// The rejected records since the last call, each with its reason.
  Map<String, String> rejected() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (TestRecord<String, byte[]> record : rejected.readRecordsToList()) {
      String reason = text(record.headers().lastHeader(ActivityHeaders.REASON).value());
      reasons.put(text(record.value()), reason);
    }
    return reasons;
  }

  /// The keys of the state store.
  List<String> storedKeys() {
    return stored().keySet().stream().sorted().toList();
  }

  /// Ends the process and begins another one with the state that the first had committed.
  void restart() {
    Map<String, byte[]> carried = stored();
    driver.close();
    driver = newDriver(streams, directory);
    activity = activityOf(driver, streams);
    signals = outputOf(driver, streams.signals());
    rejected = outputOf(driver, streams.rejected());
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(FleetTopology.STORE);
    carried.forEach(store::put);
  }

  @Override
  public void close() {
    driver.close();
  }

  private Map<String, byte[]> stored() {
    Map<String, byte[]> all = new HashMap<>();
    KeyValueStore<String, byte[]> store = driver.getKeyValueStore(FleetTopology.STORE);
    try (KeyValueIterator<String, byte[]> entries = store.all()) {
      entries.forEachRemaining(entry -> all.put(entry.key, entry.value));
    }
    return all;
  }

  private static TopologyTestDriver newDriver(FleetStreams streams, Path directory) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "watchbill");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    properties.putAll(FleetTopology.settings());
    return new TopologyTestDriver(FleetTopology.of(streams), properties);
  }

  private static TestInputTopic<String, byte[]> activityOf(
      TopologyTestDriver driver, FleetStreams streams) {
    return driver.createInputTopic(
        streams.activity(), new StringSerializer(), new ByteArraySerializer());
  }

  private static TestOutputTopic<String, byte[]> outputOf(TopologyTestDriver driver, String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
