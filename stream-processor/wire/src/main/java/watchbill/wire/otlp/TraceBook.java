package watchbill.wire.otlp;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The traces that one request needs, out of a fixed number of places for each tenant. When a place
/// is full, the one of which nothing is on the bill goes first, and of several the one that was
/// silent longest.
final class TraceBook {
  private static final long SLOTS = 2_048;
  private static final int TRACES = 4;
  private static final Comparator<Trace> LEAST_NEEDED =
      Comparator.comparing((Trace trace) -> !trace.isIdle())
          .thenComparingLong(trace -> trace.heardMillis);

  private final Memory memory;
  private final Map<String, Map<Fingerprint, Trace>> open = new HashMap<>();

  TraceBook(Memory memory) {
    this.memory = memory;
  }

  Trace trace(String tenant, Fingerprint id, long nowMillis) {
    String key = "otlp/" + Names.key(tenant) + "/t" + Long.remainderUnsigned(id.low(), SLOTS);
    Map<Fingerprint, Trace> slot = open.computeIfAbsent(key, _ -> read(memory.recall(key)));
    Trace trace = slot.computeIfAbsent(id, Trace::new);
    trace.heardMillis = nowMillis;
    return trace;
  }

  void save() {
    open.forEach((key, slot) -> {
      while (slot.size() > TRACES) {
        slot.remove(slot.values().stream().min(LEAST_NEEDED).orElseThrow().id);
      }
      StateOutput out = new StateOutput();
      out.number(slot.size());
      for (Trace trace : slot.values()) {
        trace.trim();
        trace.save(out);
      }
      memory.remember(key, out.toBytes());
    });
  }

  private static Map<Fingerprint, Trace> read(byte @Nullable [] bytes) {
    Map<Fingerprint, Trace> slot = new LinkedHashMap<>();
    if (bytes != null) {
      StateInput in = new StateInput(bytes);
      for (int left = in.count(); left > 0; left--) {
        Trace trace = Trace.restore(in);
        slot.put(trace.id, trace);
      }
    }
    return slot;
  }
}
