package watchbill.sources.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import watchbill.wire.RejectReason;
import watchbill.wire.otlp.OtlpRefusal;

/// What was taken and what was not, ever. Safe from any thread.
public final class Tally {
  /// Events of agents of whom there are too many.
  static final String TOO_MANY_AGENTS = "too_many_agents";

  /// Events of a type that is not ours.
  static final String UNKNOWN_TYPE = "unknown_type";

  private final Map<String, LongAdder> requests = new LinkedHashMap<>();
  private final Map<String, LongAdder> refusals = new LinkedHashMap<>();
  private final Map<String, LongAdder> items = new ConcurrentHashMap<>();
  private final LongAdder events = new LongAdder();

  Tally() {
    for (Kind kind : Kind.values()) {
      requests.put(kind.label(), new LongAdder());
    }
    for (Refusal why : Refusal.values()) {
      refusals.put(why.label(), new LongAdder());
    }
    items.put(TOO_MANY_AGENTS, new LongAdder());
    items.put(UNKNOWN_TYPE, new LongAdder());
    for (RejectReason why : RejectReason.values()) {
      items.put(why.label(), new LongAdder());
    }
    for (OtlpRefusal why : OtlpRefusal.values()) {
      items.put(why.label(), new LongAdder());
    }
  }

  /// Requests that were taken, by kind.
  public Map<String, Long> requests() {
    return sums(requests);
  }

  /// Requests that were not taken, by reason.
  public Map<String, Long> refusals() {
    return sums(refusals);
  }

  /// Items of requests that were left out, by reason.
  public Map<String, Long> items() {
    return sums(items);
  }

  /// Events that were stored.
  public long events() {
    return events.sum();
  }

  void took(Kind kind, int count) {
    add(requests, kind.label(), 1);
    events.add(count);
  }

  void refused(Refusal why) {
    add(refusals, why.label(), 1);
  }

  void leftOut(String why, long count) {
    add(items, why, count);
  }

  private static void add(Map<String, LongAdder> counts, String key, long count) {
    LongAdder adder = counts.get(key);
    if (adder != null) {
      adder.add(count);
    }
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new LinkedHashMap<>();
    counts.forEach((key, count) -> sums.put(key, count.sum()));
    return sums;
  }
}
