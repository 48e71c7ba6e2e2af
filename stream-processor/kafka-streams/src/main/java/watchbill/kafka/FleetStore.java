package watchbill.kafka;

import java.util.Arrays;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// A fleet in a key-value store with a changelog: its last snapshot, in chunks, and a journal of
/// what was done to it since. Restoring it gives the fleet as it was after the last entry.
///
/// Snapshots are numbered. A new one is written beside the old one and then named in the head; each
/// entry is marked with the snapshot that it follows, so the journal's keys are used again without
/// being deleted. For the one thread of its partition.
final class FleetStore {
  /// Below the largest record that a broker takes by default (1 MiB).
  static final int CHUNK_BYTES = 512 * 1024;

  private static final String HEAD = "head";

  private final KeyValueStore<String, byte[]> store;
  private long snapshot;
  private long entries;

  FleetStore(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  /// The fleet as it was; one of nobody when the store is empty.
  ///
  /// @throws IllegalArgumentException when the store does not hold a fleet in a form known here
  Fleet restore(FleetOptions options) {
    byte[] head = store.get(HEAD);
    Fleet fleet;
    if (head == null) {
      fleet = new Fleet(options);
    } else {
      StateInput in = new StateInput(head);
      snapshot = in.number();
      fleet = Fleet.restore(new StateInput(readChunks(Math.toIntExact(in.number()))), options);
    }
    Replay replay = new Replay(fleet);
    for (JournalEntry entry = entry(); entry != null; entry = entry()) {
      replay.apply(entry);
      entries++;
    }
    return fleet;
  }

  /// Adds an entry to the journal.
  void add(JournalEntry entry) {
    StateOutput out = new StateOutput();
    out.number(snapshot);
    entry.save(out);
    store.put(entryKey(entries), out.toBytes());
    entries++;
  }

  /// Whether anything was done to the fleet since its last snapshot.
  boolean hasEntries() {
    return entries > 0;
  }

  /// Writes the fleet as it is now; the journal begins anew.
  void write(Fleet fleet) {
    StateOutput state = new StateOutput();
    fleet.save(state);
    byte[] bytes = state.toBytes();
    snapshot++;
    entries = 0;
    for (int at = 0; at < bytes.length; at += CHUNK_BYTES) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK_BYTES));
      store.put(chunkKey(at / CHUNK_BYTES), chunk);
    }
    StateOutput head = new StateOutput();
    head.number(snapshot);
    head.number(bytes.length);
    store.put(HEAD, head.toBytes());
  }

  /// The next entry that follows the snapshot, or null.
  private @Nullable JournalEntry entry() {
    byte[] bytes = store.get(entryKey(entries));
    if (bytes == null) {
      return null;
    }
    StateInput in = new StateInput(bytes);
    return in.number() == snapshot ? JournalEntry.restore(in) : null;
  }

  private byte[] readChunks(int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; at += CHUNK_BYTES) {
      byte[] chunk = store.get(chunkKey(at / CHUNK_BYTES));
      int want = Math.min(CHUNK_BYTES, length - at);
      if (chunk == null || chunk.length < want) {
        throw new IllegalArgumentException(
            "fleet store: want %d bytes in %s".formatted(want, chunkKey(at / CHUNK_BYTES)));
      }
      System.arraycopy(chunk, 0, bytes, at, want);
    }
    return bytes;
  }

  /// Snapshots alternate between two sets of keys, so that an unfinished one harms nothing.
  private String chunkKey(int number) {
    return "snapshot-" + snapshot % 2 + "-" + number;
  }

  private static String entryKey(long number) {
    return "journal-" + number;
  }
}
