package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The sessions that share one place in the memory, so that their number is bounded without anybody
/// who clears up.
final class SessionSlot {
  private static final int FORM = 1;

  /// Beyond so many the one that was silent longest is forgotten.
  private static final int SESSIONS = 32;

  final List<SessionRecord> records = new ArrayList<>();

  /// When it is to be looked at by itself; 0 for never.
  long armedMillis;

  void add(SessionRecord record) {
    if (records.size() == SESSIONS) {
      SessionRecord oldest = records.getFirst();
      for (SessionRecord other : records) {
        oldest = other.heardMillis < oldest.heardMillis ? other : oldest;
      }
      records.remove(oldest);
    }
    records.add(record);
  }

  byte[] save() {
    StateOutput out = new StateOutput();
    out.number(FORM);
    out.number(armedMillis);
    out.number(records.size());
    records.forEach(record -> record.save(out));
    return out.toBytes();
  }

  static SessionSlot restore(byte[] bytes) {
    SessionSlot slot = new SessionSlot();
    StateInput in = new StateInput(bytes);
    if (in.number() != FORM) {
      throw new IllegalStateException("otlp memory: want form " + FORM);
    }
    slot.armedMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      slot.records.add(SessionRecord.restore(in));
    }
    return slot;
  }
}
