package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The spans of one trace: who is whose parent, and which of them are on the bill. Of a call of a
/// model and the spans around it that repeat its usage only one counts: the innermost that has come
/// by then, and after that nothing above or below it.
///
/// Where it is not known yet whether one span is within another, times and counts decide
/// ([Call#isAround]). Siblings are never taken for one call, however alike they are.
final class Trace {
  private static final int SPANS = 1_024;
  private static final int DEPTH = 256;

  /// So many links are kept of a trace that nothing is on the bill of.
  private static final int IDLE_SPANS = 128;

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

  /// Where the way up from a span ends, see [#end]; as long as no link is learned or forgotten.
  private final Map<Long, Long> ends = new HashMap<>();

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
    ends.clear();
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
    if (self.covered || isBelowOne(self.parent) || looksLikeOne(span, call)) {
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

  /// Whether one above is on the bill, as far as it is known what is above.
  private boolean isBelowOne(long parent) {
    long at = parent;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Span above = spans.getOrDefault(at, Span.UNKNOWN);
      if (above.priced != null) {
        return true;
      }
      at = above.parent;
    }
    return false;
  }

  /// Whether one that is on the bill looks like the same call told from further out or further in,
  /// and may be above or below: the way up from the inner one is lost, and not where the way up
  /// from the outer one is lost too, since then both are under the same span.
  private boolean looksLikeOne(long span, Call call) {
    for (Map.Entry<Long, Span> entry : spans.entrySet()) {
      Call other = entry.getValue().priced;
      if (other == null) {
        continue;
      }
      boolean within = other.isAround(call);
      boolean around = call.isAround(other);
      if (within || around) {
        long here = end(span);
        long there = end(entry.getKey());
        if (here != there && ((within && here != 0) || (around && there != 0))) {
          return true;
        }
      }
    }
    return false;
  }

  /// The first span on the way up that has not come itself; 0 when the way to the top is known.
  private long end(long span) {
    List<Long> passed = new ArrayList<>();
    long at = span;
    long end = 0;
    for (int steps = 0; at != 0 && steps < DEPTH; steps++) {
      Long known = ends.get(at);
      if (known != null) {
        end = known;
        break;
      }
      Span here = spans.getOrDefault(at, Span.UNKNOWN);
      if (!here.known) {
        end = at;
        break;
      }
      passed.add(at);
      at = here.parent;
    }
    for (Long one : passed) {
      ends.put(one, end);
    }
    return end;
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
      ends.clear();
    }
    spans.put(id, span);
  }

  /// Forgets all but the newest links of a trace that nothing is on the bill of.
  void trim() {
    if (isIdle()) {
      ends.clear();
      while (spans.size() > IDLE_SPANS) {
        spans.remove(spans.keySet().iterator().next());
      }
    }
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
}
