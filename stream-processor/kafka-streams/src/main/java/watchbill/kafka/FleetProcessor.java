package watchbill.kafka;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// What Kafka Streams calls for one partition. The fleet is read from its store when it is needed
/// first.
final class FleetProcessor implements Processor<String, byte[], String, byte[]> {
  private final FleetStreams streams;
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable FleetTask task;

  FleetProcessor(FleetStreams streams) {
    this.streams = streams;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> given) {
    context = given;
    given.schedule(streams.drainEvery(), PunctuationType.WALL_CLOCK_TIME, _ -> task().drain());
    given.schedule(
        streams.snapshotEvery(), PunctuationType.WALL_CLOCK_TIME, _ -> task().snapshot());
  }

  @Override
  public void process(Record<String, byte[]> activity) {
    task().hear(activity);
  }

  private FleetTask task() {
    FleetTask known = task;
    if (known == null) {
      ProcessorContext<String, byte[]> given = context;
      if (given == null) {
        throw new IllegalStateException("fleet processor: want init before anything else");
      }
      known = new FleetTask(streams, given);
      task = known;
    }
    return known;
  }
}
