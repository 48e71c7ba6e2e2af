package watchbill.connectors.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/// The file of a journal: its lines by number, what is to be remembered, and how far it has come,
/// which change together or not at all. [#commit] writes and [#sync] forces it to the disk.
///
/// Whoever changes it holds the journal's lock; reading needs none.
final class JournalStore implements AutoCloseable {
  private static final String CREATED = "created";
  private static final String LAST = "last";
  private static final String RELEASED = "released";
  private static final String BYTES = "bytes";

  private static final int VERSIONS_KEPT = 5;
  private static final int COMPACT_BELOW_PERCENT = 60;
  private static final int COMPACT_AT_ONCE = 16 << 20;

  private final MVStore store;
  private final MVMap<Long, byte[]> lines;
  private final MVMap<String, byte[]> memory;
  private final MVMap<String, Long> marks;

  /// Opens the file, and makes it when it is not there.
  ///
  /// @throws org.h2.mvstore.MVStoreException when it cannot be used
  JournalStore(Path file, long nowMillis) {
    store =
        new MVStore.Builder()
            .fileName(SteadyPath.name(file))
            .autoCommitDisabled()
            .cacheSize(4)
            .open();
    // Every commit is forced to the disk, so what the last few do not need may be written over.
    store.setRetentionTime(0);
    store.setVersionsToKeep(VERSIONS_KEPT);
    lines =
        store.openMap(
            "lines",
            new MVMap.Builder<Long, byte[]>()
                .keyType(LongDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    memory =
        store.openMap(
            "memory",
            new MVMap.Builder<String, byte[]>()
                .keyType(StringDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    marks =
        store.openMap(
            "marks",
            new MVMap.Builder<String, Long>()
                .keyType(StringDataType.INSTANCE)
                .valueType(LongDataType.INSTANCE));
    if (mark(CREATED) == 0) {
      marks.put(CREATED, nowMillis);
      commit();
      sync();
    }
  }

  long createdMillis() {
    return mark(CREATED);
  }

  /// The number of the last line ever; 0 when there was none.
  long last() {
    return mark(LAST);
  }

  /// Up to which number all lines have been read by whom they are for.
  long released() {
    return mark(RELEASED);
  }

  /// What all lines hold together.
  long bytes() {
    return mark(BYTES);
  }

  /// The number of the first line that is kept; one more than the last when there is none.
  long first() {
    Long first = lines.firstKey();
    return first == null ? last() + 1 : first;
  }

  void add(List<JournalLine> more, long atMillis) {
    long last = last();
    long bytes = bytes();
    for (byte[] stored : more.stream().map(line -> line.stored(atMillis)).toList()) {
      last++;
      bytes += stored.length;
      lines.put(last, stored);
    }
    marks.put(LAST, last);
    marks.put(BYTES, bytes);
  }

  void release(long sequence) {
    marks.put(RELEASED, Math.max(released(), Math.min(sequence, last())));
  }

  /// Removes the oldest lines that were read and that are older than that, or that are too many; at
  /// most so many at once.
  void trim(long olderThanMillis, long largestBytes, int most) {
    long bytes = bytes();
    long upTo = Math.min(released(), first() + most - 1);
    List<Long> gone = new ArrayList<>();
    Cursor<Long, byte[]> cursor = lines.cursor(null);
    while (cursor.hasNext()) {
      long sequence = cursor.next();
      byte[] stored = cursor.getValue();
      if (sequence > upTo
          || (bytes <= largestBytes && JournalLine.storedAtMillis(stored) >= olderThanMillis)) {
        break;
      }
      bytes -= stored.length;
      gone.add(sequence);
    }
    if (!gone.isEmpty()) {
      gone.forEach(lines::remove);
      marks.put(BYTES, bytes);
    }
  }

  /// What was stored under the lines' numbers after this one, in order; at most so many, and not
  /// after `upTo`.
  List<Map.Entry<Long, byte[]>> after(long sequence, long upTo, int most) {
    List<Map.Entry<Long, byte[]>> some = new ArrayList<>();
    Cursor<Long, byte[]> cursor = lines.cursor(sequence + 1, upTo, false);
    while (some.size() < most && cursor.hasNext()) {
      Long key = cursor.next();
      some.add(Map.entry(key, cursor.getValue()));
    }
    return some;
  }

  byte @Nullable [] stored(long sequence) {
    return lines.get(sequence);
  }

  /// What is remembered under a key, or null.
  byte @Nullable [] recall(String key) {
    return memory.get(key);
  }

  void remember(Map<String, byte[]> changes) {
    memory.putAll(changes);
  }

  void commit() {
    store.commit();
  }

  void sync() {
    store.sync();
  }

  /// Gives back what dead lines left in the file.
  void compact() {
    store.compact(COMPACT_BELOW_PERCENT, COMPACT_AT_ONCE);
  }

  /// Closes the file as it is: what was not committed is lost.
  @Override
  public void close() {
    store.closeImmediately();
  }

  private long mark(String name) {
    return marks.getOrDefault(name, 0L);
  }
}
