package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import watchbill.core.AgentKey;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The remembered sessions, as far as one request needs them. Nothing is remembered before [#save].
final class Sessions {
  private static final String PREFIX = "otlp/";
  private static final String WAITING = "otlp/waiting";
  private static final long SLOTS = 4_096;

  /// How many sums of one tenant may wait for a decision, or to be told.
  private static final long HELD = 10_000;

  /// From so many bytes of one tenant on nothing new is remembered unless something old makes room.
  private static final long FULL_BYTES = 64 << 20;

  private static final long DAY_MILLIS = 86_400_000;

  private final Memory memory;
  private final long nowMillis;
  private int heldMore;
  private final Map<String, Meter> meters = new LinkedHashMap<>();
  private final Map<String, SessionSlot> open = new LinkedHashMap<>();

  Sessions(Memory memory, long nowMillis) {
    this.memory = memory;
    this.nowMillis = nowMillis;
  }

  /// What is known of a session of a sender; a new record when nothing is.
  ///
  /// @param session empty for what the sender says without a session
  SessionRecord record(Sender sender, String session) {
    return record(print(sender, session), print(sender, ""), sender.agent(), session);
  }

  /// What is known of the sender of a session as a whole.
  SessionRecord wholeOf(SessionRecord record) {
    return record(record.whole, record.whole, record.agent, "");
  }

  private SessionRecord record(Fingerprint id, Fingerprint whole, AgentKey agent, String session) {
    SessionSlot slot = slot(key(agent.tenant(), id));
    for (SessionRecord record : slot.records) {
      if (record.id.equals(id)) {
        return record;
      }
    }
    if (isFull(agent.tenant())) {
      slot.forget(nowMillis - DAY_MILLIS);
    }
    SessionRecord fresh = new SessionRecord(id, whole, agent, session);
    slot.add(fresh);
    return fresh;
  }

  private static Fingerprint print(Sender sender, String session) {
    return Fingerprint.of(
        sender.agent().tenant(),
        sender.agent().agent(),
        sender.namespace(),
        sender.service(),
        session);
  }

  /// Makes room for one more counter; gives whether there is any.
  boolean makeRoom(SessionRecord record) {
    if (record.counters.size() < SessionRecord.COUNTERS && !isFull(record.agent.tenant())) {
      return true;
    }
    return record.counters.pollFirstEntry() != null;
  }

  /// Whether one more sum may wait; it is held then.
  boolean mayHold(SessionRecord record) {
    if (meter(record.agent.tenant()).held() + heldMore >= HELD) {
      return false;
    }
    heldMore++;
    return true;
  }

  private boolean isFull(String tenant) {
    return meter(tenant).bytes() >= FULL_BYTES;
  }

  /// The places of which something falls due.
  List<String> due() {
    List<String> due = new ArrayList<>();
    waiting()
        .forEach((key, at) -> {
          if (at <= nowMillis) {
            due.add(key);
          }
        });
    return due;
  }

  /// The records of a place, which is not due any more unless [#save] finds that it is.
  List<SessionRecord> disarm(String place) {
    Map<String, Long> waiting = waiting();
    waiting.remove(place);
    remember(waiting);
    SessionSlot slot = slot(place);
    slot.armedMillis = 0;
    return List.copyOf(slot.records);
  }

  /// Remembers what was used.
  ///
  /// @param dueAt when a record is to be looked at by itself; [Long#MAX_VALUE] for never
  void save(ToLongFunction<SessionRecord> dueAt) {
    Map<String, Long> earlier = new LinkedHashMap<>();
    Map<String, Meter> changes = new LinkedHashMap<>();
    open.forEach((key, slot) -> {
      long due = slot.records.stream().mapToLong(dueAt).min().orElse(Long.MAX_VALUE);
      if (due != Long.MAX_VALUE && (slot.armedMillis == 0 || due < slot.armedMillis)) {
        slot.armedMillis = due;
        earlier.put(key, due);
      }
      byte[] saved = slot.save();
      int held = slot.held();
      String tenant = key.substring(PREFIX.length(), key.lastIndexOf('/'));
      Meter more = new Meter((long) held - slot.savedHeld, (long) saved.length - slot.savedBytes);
      changes.merge(tenant, more, Meter::plus);
      slot.savedBytes = saved.length;
      slot.savedHeld = held;
      memory.remember(key, saved);
    });
    heldMore = 0;
    changes.forEach((tenant, more) -> remember(tenant, meter(tenant).plus(more)));
    if (!earlier.isEmpty()) {
      Map<String, Long> waiting = waiting();
      waiting.putAll(earlier);
      remember(waiting);
    }
  }

  private SessionSlot slot(String key) {
    return open.computeIfAbsent(
        key,
        _ -> {
          byte[] bytes = memory.recall(key);
          return bytes == null ? new SessionSlot() : SessionSlot.restore(bytes);
        });
  }

  private static String key(String tenant, Fingerprint id) {
    return PREFIX + Names.agent(tenant) + "/s" + Long.remainderUnsigned(id.low(), SLOTS);
  }

  /// What is remembered of a tenant: sums that wait, and bytes.
  private record Meter(long held, long bytes) {
    Meter plus(Meter other) {
      return new Meter(held + other.held, bytes + other.bytes);
    }
  }

  private Meter meter(String tenant) {
    return meters.computeIfAbsent(
        tenant,
        _ -> {
          byte[] bytes = memory.recall(meterKey(tenant));
          if (bytes == null) {
            return new Meter(0, 0);
          }
          StateInput in = new StateInput(bytes);
          return new Meter(in.number(), in.number());
        });
  }

  private void remember(String tenant, Meter meter) {
    meters.put(tenant, meter);
    StateOutput out = new StateOutput();
    out.number(Math.max(0, meter.held()));
    out.number(Math.max(0, meter.bytes()));
    memory.remember(meterKey(tenant), out.toBytes());
  }

  private static String meterKey(String tenant) {
    return PREFIX + Names.agent(tenant) + "/meter";
  }

  private Map<String, Long> waiting() {
    Map<String, Long> waiting = new LinkedHashMap<>();
    byte[] bytes = memory.recall(WAITING);
    if (bytes != null) {
      StateInput in = new StateInput(bytes);
      for (int left = in.count(); left > 0; left--) {
        waiting.put(in.text(), in.number());
      }
    }
    return waiting;
  }

  private void remember(Map<String, Long> waiting) {
    StateOutput out = new StateOutput();
    out.number(waiting.size());
    waiting.forEach((key, at) -> {
      out.text(key);
      out.number(at);
    });
    memory.remember(WAITING, out.toBytes());
  }
}
