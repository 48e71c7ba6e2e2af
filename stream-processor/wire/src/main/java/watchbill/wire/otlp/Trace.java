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

  /// What a span is priced by.
  ///
  /// @param wrapper whether it says of itself that it is around calls and is none
  record Call(long fromNanos, long toNanos, long prompt, long output, boolean wrapper) {
    /// Whether it looks like this call told once more from further out.
    private boolean isAround(Call inner) {
      return fromNanos <= inner.fromNanos
          && toNanos >= inner.toNanos
          && (wrapper || (prompt == inner.prompt && output == inner.output));
    }
  }

  /// A span.
  ///
  /// @param parent 0 for none
  /// @param known whether it has come itself
  /// @param covered whether a span below it is on the bill
  /// @param priced what is on the bill of itself
  private record Span(long parent, boolean known, boolean covered, @Nullable Call priced) {
    private static final Span UNKNOWN = new Span(0, false, false, null);
  }

  final Fingerprint id;
  long heardMillis;
  private final Map<Long, Span> spans = new LinkedHashMap<>();

  Trace(Fingerprint id) {
    this.id = id;
  }

  /// Whether nothing of it is on the bill yet.
  boolean isIdle() {
    return spans.values().stream().noneMatch(span -> span.priced != null || span.covered);
  }

  /// Learns of a span.
  void link(long span, long parent) {
    Span before = spans.get(span);
    if (before != null && before.known) {
      return;
    }
    boolean covered = before != null && before.covered;
    put(span, new Span(parent, true, covered, null));
    if (covered) {
      cover(parent);
    }
  }

  /// Puts a span with usage on the bill, unless one above or below it is there.
  boolean price(long span, Call call) {
    Span self = spans.getOrDefault(span, Span.UNKNOWN);
    if (self.priced != null) {
      return true;
    }
    if (self.covered || isInside(self.parent, call) || isAroundOneOfNobody(call)) {
      return false;
    }
    put(span, new Span(self.parent, self.known, false, call));
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

  /// Whether it is within one that is on the bill. Where the way up is not known, it is so when one
  /// looks like the same call.
  private boolean isInside(long parent, Call call) {
    long at = parent;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Span above = spans.getOrDefault(at, Span.UNKNOWN);
      if (above.priced != null) {
        return true;
      }
      if (!above.known) {
        return spans.values().stream()
            .anyMatch(other -> other.priced != null && other.priced.isAround(call));
      }
      at = above.parent;
    }
    return false;
  }

  /// Whether one that is on the bill, and of which it is not known what is above it, looks like the
  /// same call told from further in.
  private boolean isAroundOneOfNobody(Call call) {
    return spans.values().stream()
        .anyMatch(
            other -> other.priced != null && call.isAround(other.priced) && !reachesTheTop(other));
  }

  private boolean reachesTheTop(Span span) {
    long at = span.parent;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Span above = spans.getOrDefault(at, Span.UNKNOWN);
      if (!above.known) {
        return false;
      }
      at = above.parent;
    }
    return true;
  }

  private void cover(long parent) {
    long at = parent;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Span span = spans.getOrDefault(at, Span.UNKNOWN);
      if (span.covered) {
        return;
      }
      put(at, new Span(span.parent, span.known, true, span.priced));
      at = span.parent;
    }
  }

  private void put(long id, Span span) {
    if (spans.size() >= SPANS && !spans.containsKey(id)) {
      Long oldest = spans.keySet().iterator().next();
      for (Map.Entry<Long, Span> entry : spans.entrySet()) {
        if (entry.getValue().priced == null && !entry.getValue().covered) {
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
    spans.forEach((key, span) -> {
      out.fixed(key);
      out.fixed(span.parent);
      Call call = span.priced;
      out.number(
          (span.known ? 1 : 0)
              | (span.covered ? 2 : 0)
              | (call != null ? 4 : 0)
              | (call != null && call.wrapper ? 8 : 0));
      if (call != null) {
        out.fixed(call.fromNanos);
        out.fixed(call.toNanos);
        out.number(call.prompt);
        out.number(call.output);
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
      Call call =
          (flags & 4) == 0
              ? null
              : new Call(in.fixed(), in.fixed(), in.number(), in.number(), (flags & 8) != 0);
      trace.spans.put(key, new Span(parent, (flags & 1) != 0, (flags & 2) != 0, call));
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
      open.forEach((key, slot) -> {
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
