package watchbill.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.rules.Fleet;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;
import watchbill.wire.SignalWriter;

/// The fleet of one partition. The time that its records tell is the only time there is: the wall
/// clock decides when deadlines are looked at, and never what time it is. For the one thread that
/// Kafka Streams gives it.
final class FleetTask {
  private final ProcessorContext<String, byte[]> context;
  private final FleetStore store;
  private final Fleet fleet;
  private final EventReader reader = new EventReader();
  private final SignalWriter writer = new SignalWriter();
  private long heardMillis;

  /// The fleet as its store has it.
  FleetTask(FleetStreams streams, ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.store = new FleetStore(context.getStateStore(FleetTopology.STORE));
    this.fleet = store.restore(streams.fleet());
  }

  /// Takes a record: an event, or word that time has passed.
  void hear(Record<String, byte[]> activity) {
    long heardAt = ActivityHeaders.heardAtMillis(activity.headers());
    if (heardAt == ActivityHeaders.UNKNOWN) {
      reject(activity, "bad_heard_at");
      return;
    }
    byte[] json = activity.value();
    if (json != null) {
      hearEvent(activity, json, heardAt);
    }
    heardMillis = Math.max(heardMillis, heardAt);
  }

  /// Lets time pass for all agents, up to what the records have told.
  void drain() {
    if (heardMillis > fleet.nowMillis()) {
      store.add(new JournalEntry.Drained(heardMillis));
      fleet.advance(heardMillis, this::tell);
    }
  }

  /// Writes the fleet as a whole, when anything was done to it.
  void snapshot() {
    if (store.hasEntries()) {
      store.write(fleet);
    }
  }

  private void hearEvent(Record<String, byte[]> activity, byte[] json, long heardAt) {
    @Nullable String tenant = activity.key();
    String agent = ActivityHeaders.agent(activity.headers());
    if (tenant == null || tenant.isEmpty()) {
      reject(activity, "missing_tenant");
    } else if (agent.isEmpty()) {
      reject(activity, "missing_agent");
    } else {
      AgentKey key = new AgentKey(tenant, agent);
      switch (reader.read(key, json, 0, json.length, heardAt)) {
        case Decoded.Accepted accepted -> {
          String text = new String(json, StandardCharsets.UTF_8);
          store.add(new JournalEntry.Heard(key, heardAt, text));
          fleet.apply(accepted.activity(), this::tell);
        }
        case Decoded.Unknown _ -> reject(activity, "unknown_type");
        case Decoded.Rejected rejected -> reject(activity, rejected.reason().label());
      }
    }
  }

  private void tell(Signal signal) {
    context.forward(
        new Record<>(signal.agent().tenant(), writer.write(signal), signal.atMillis()),
        FleetTopology.SIGNALS);
  }

  private void reject(Record<String, byte[]> activity, String reason) {
    Headers headers = new RecordHeaders(activity.headers());
    headers.add(ActivityHeaders.REASON, reason.getBytes(StandardCharsets.US_ASCII));
    context.forward(activity.withHeaders(headers), FleetTopology.REJECTED);
  }
}
