package watchbill.kafka;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Activity in, signals out: one fleet for each partition of the activity topic.
public final class FleetTopology {
  /// The state store's name.
  static final String STORE = "fleet";

  /// The sinks' names.
  static final String SIGNALS = "signals";

  static final String REJECTED = "rejected";

  private static final String SOURCE = "activity";
  private static final String PROCESSOR = "fleet-processor";

  private FleetTopology() {}

  /// The settings that the topology relies on: input, state and signals are committed together.
  public static Map<String, Object> settings() {
    return Map.of(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
  }

  /// The topology, to be run with [#settings].
  public static Topology of(FleetStreams streams) {
    return new Topology()
        .addSource(
            SOURCE, new StringDeserializer(), new ByteArrayDeserializer(), streams.activity())
        .addProcessor(PROCESSOR, new Supplier(streams), SOURCE)
        .addSink(
            SIGNALS,
            streams.signals(),
            new StringSerializer(),
            new ByteArraySerializer(),
            PROCESSOR)
        .addSink(
            REJECTED,
            streams.rejected(),
            new StringSerializer(),
            new ByteArraySerializer(),
            PROCESSOR);
  }

  private record Supplier(FleetStreams streams)
      implements ProcessorSupplier<String, byte[], String, byte[]> {
    @Override
    public Processor<String, byte[], String, byte[]> get() {
      return new FleetProcessor(streams);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      StoreBuilder<KeyValueStore<String, byte[]>> store =
          Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray());
      return Set.of(store);
    }
  }
}
