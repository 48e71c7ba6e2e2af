package watchbill.wire.otlp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The spans of one trace: who is whose parent, and which of them are on the bill. Of a call of a
/// model and the spans around it that repeat its usage only one counts: the innermost that has come
/// by then, and after that nothing above or below it.
final class Trace {
  private static final int SPANS = 1_024;
  private static final int DEPTH = 256;

  /// A span.
  ///
  /// @param parent 0 for none
  /// @param covered whether a span below it is on the bill
  /// @param fromNanos when it began; of those that are not on the bill 0
  private record Span(
      long parent, boolean known, boolean covered, boolean priced, long fromNanos, long toNanos) {
    static final Span UNKNOWN = new Span(0, false, false, false, 0, 0);
  }

  final Fingerprint id;
  long heardMillis;
  private final Map<Long, Span> spans = new LinkedHashMap<>();

  Trace(Fingerprint id) {
    this.id = id;
  }

  /// Whether nothing of it is on the bill yet.
  boolean isIdle() {
    return spans.values().stream().noneMatch(span -> span.priced || span.covered);
  }

  /// Learns of a span.
  void link(long span, long parent) {
    Span before = spans.get(span);
    if (before != null && before.known) {
      return;
    }
    boolean covered = before != null && before.covered;
    put(span, new Span(parent, true, covered, false, 0, 0));
    if (covered) {
      cover(parent);
    }
  }

  /// Puts a span with usage on the bill, unless one above or below it is there.
  boolean price(long span, long fromNanos, long toNanos) {
    Span self = spans.getOrDefault(span, Span.UNKNOWN);
    if (self.priced) {
      return true;
    }
    if (self.covered || isInside(self.parent, fromNanos, toNanos)) {
      return false;
    }
    put(span, new Span(self.parent, self.known, false, true, fromNanos, toNanos));
    cover(self.parent);
    return true;
  }

  /// How many spans are known to be around this one.
  int depth(long span) {
    int depth = 0;
    Span at = spans.get(span);
    while (at != null && at.parent != 0 && depth < DEPTH) {
      at = spans.get(at.parent);
      depth++;
    }
    return depth;
  }

  /// Whether it is within one that is on the bill. Where the way up is not known, one that lasted
  /// longer is taken to be around it.
  private boolean isInside(long parent, long fromNanos, long toNanos) {
    long at = parent;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Span above = spans.get(at);
      if (above == null || !above.known) {
        return (above != null && above.priced)
            || spans.values().stream()
                .anyMatch(other ->
                    other.priced && other.fromNanos <= fromNanos && other.toNanos >= toNanos);
      }
      if (above.priced) {
        return true;
      }
      at = above.parent;
    }
    return false;
  }

  private void cover(long parent) {
    long at = parent;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Span span = spans.getOrDefault(at, Span.UNKNOWN);
      if (span.covered) {
        return;
      }
      put(
          at,
          new Span(span.parent, span.known, true, span.priced, span.fromNanos, span.toNanos));
      at = span.parent;
    }
  }

  private void put(long id, Span span) {
    if (spans.size() >= SPANS && !spans.containsKey(id)) {
      Long oldest = spans.keySet().iterator().next();
      for (Map.Entry<Long, Span> entry : spans.entrySet()) {
        if (!entry.getValue().priced && !entry.getValue().covered) {
          oldest = entry.getKey();
          break;
        }
      }
      spans.remove(oldest);
    }
    spans.put(id, span);
  }

  void save(StateOutput out) {
    out.fixed(id.high());
    out.fixed(id.low());
    out.number(heardMillis);
    out.number(spans.size());
    spans.forEach(
        (key, span) -> {
          out.fixed(key);
          out.fixed(span.parent);
          out.number((span.known ? 1 : 0) | (span.covered ? 2 : 0) | (span.priced ? 4 : 0));
          if (span.priced) {
            out.fixed(span.fromNanos);
            out.fixed(span.toNanos);
          }
        });
  }

  static Trace restore(StateInput in) {
    Trace trace = new Trace(new Fingerprint(in.fixed(), in.fixed()));
    trace.heardMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      long key = in.fixed();
      long parent = in.fixed();
      long flags = in.number();
      boolean priced = (flags & 4) != 0;
      trace.spans.put(
          key,
          new Span(
              parent,
              (flags & 1) != 0,
              (flags & 2) != 0,
              priced,
              priced ? in.fixed() : 0,
              priced ? in.fixed() : 0));
    }
    return trace;
  }

  /// The traces that one request needs.
  static final class Book {
    private static final long SLOTS = 2_048;
    private static final int TRACES = 4;

    private final Memory memory;
    private final Map<String, Map<Fingerprint, Trace>> open = new HashMap<>();

    Book(Memory memory) {
      this.memory = memory;
    }

    Trace trace(String tenant, Fingerprint id, long nowMillis) {
      String key = "otlp/" + Names.agent(tenant) + "/t" + Long.remainderUnsigned(id.low(), SLOTS);
      Map<Fingerprint, Trace> slot = open.computeIfAbsent(key, _ -> read(memory.recall(key)));
      Trace trace = slot.get(id);
      if (trace == null) {
        trace = new Trace(id);
        slot.put(id, trace);
      }
      trace.heardMillis = nowMillis;
      return trace;
    }

    void save() {
      open.forEach(
          (key, slot) -> {
            slot.values().removeIf(Trace::isIdle);
            while (slot.size() > TRACES) {
              Fingerprint oldest = null;
              long heard = Long.MAX_VALUE;
              for (Trace trace : slot.values()) {
                if (trace.heardMillis < heard) {
                  heard = trace.heardMillis;
                  oldest = trace.id;
                }
              }
              slot.remove(oldest);
            }
            if (!slot.isEmpty()) {
              StateOutput out = new StateOutput();
              out.number(slot.size());
              slot.values().forEach(trace -> trace.save(out));
              memory.remember(key, out.toBytes());
            }
          });
    }

    private static Map<Fingerprint, Trace> read(byte @Nullable [] bytes) {
      Map<Fingerprint, Trace> slot = new LinkedHashMap<>();
      if (bytes != null) {
        StateInput in = new StateInput(bytes);
        for (int left = in.count(); left > 0; left--) {
          Trace trace = restore(in);
          slot.put(trace.id, trace);
        }
      }
      return slot;
    }
  }
}
