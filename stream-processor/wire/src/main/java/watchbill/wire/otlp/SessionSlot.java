package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The sessions that share one place in the memory, so that their number is bounded without anybody
/// who clears up.
final class SessionSlot {
  private static final int FORM = 2;

  /// Beyond so many the one that was silent longest is forgotten.
  private static final int SESSIONS = 32;

  final List<SessionRecord> records = new ArrayList<>();

  /// When it is to be looked at by itself; 0 for never.
  long armedMillis;

  /// How many bytes of it, and how many sums that wait, are remembered already.
  int savedBytes;

  int savedHeld;

  int held() {
    return records.stream().mapToInt(record -> record.held.size()).sum();
  }

  /// Forgets the sessions that were silent since before this time and wait for nothing.
  void forget(long silentSinceMillis) {
    records.removeIf(
        record -> record.heardMillis < silentSinceMillis && record.held.isEmpty() && !record.begun);
  }

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
    long form = in.number();
    if (form < 1 || form > FORM) {
      throw new IllegalStateException("otlp memory: want form " + FORM);
    }
    slot.armedMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      slot.records.add(SessionRecord.restore(in, form));
    }
    slot.savedBytes = bytes.length;
    slot.savedHeld = slot.held();
    return slot;
  }
}
