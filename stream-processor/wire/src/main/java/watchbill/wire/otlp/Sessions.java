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
  private static final String WAITING = "otlp/waiting";
  private static final long SLOTS = 4_096;

  private final Memory memory;
  private final Map<String, SessionSlot> open = new LinkedHashMap<>();

  Sessions(Memory memory) {
    this.memory = memory;
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

  /// The records of which something falls due.
  List<SessionRecord> due(long nowMillis) {
    Map<String, Long> waiting = waiting();
    List<SessionRecord> due = new ArrayList<>();
    waiting.forEach((key, at) -> {
      if (at <= nowMillis) {
        SessionSlot slot = slot(key);
        slot.armedMillis = 0;
        due.addAll(slot.records);
      }
    });
    if (waiting.values().removeIf(at -> at <= nowMillis)) {
      remember(waiting);
    }
    return due;
  }

  /// Remembers what was used.
  ///
  /// @param dueAt when a record is to be looked at by itself; [Long#MAX_VALUE] for never
  void save(ToLongFunction<SessionRecord> dueAt) {
    Map<String, Long> earlier = new LinkedHashMap<>();
    open.forEach((key, slot) -> {
      long due = slot.records.stream().mapToLong(dueAt).min().orElse(Long.MAX_VALUE);
      if (due != Long.MAX_VALUE && (slot.armedMillis == 0 || due < slot.armedMillis)) {
        slot.armedMillis = due;
        earlier.put(key, due);
      }
      memory.remember(key, slot.save());
    });
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
    return "otlp/" + Names.agent(tenant) + "/s" + Long.remainderUnsigned(id.low(), SLOTS);
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
