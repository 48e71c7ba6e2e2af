package watchbill.metrics.exposition;

import java.util.Arrays;
import java.util.List;

/// Compressed parts that stand one after the other, with their CRC-32 together, which is good as
/// long as all of them are the same. For one thread.
final class Run {
  /// In the place of a part that is not compressed yet.
  static final Deflated WAITING = new Deflated(new byte[0], 0, 0, 0);

  /// So that one changed part does not make the CRC of very many anew.
  private static final int MOST = 256;

  private Deflated[] parts = new Deflated[16];
  private int count;
  private int crc;
  private long length;

  int count() {
    return count;
  }

  boolean isFull() {
    return count == MOST;
  }

  void add(Deflated part) {
    if (count == parts.length) {
      parts = Arrays.copyOf(parts, 2 * count);
    }
    parts[count++] = part;
  }

  void set(int at, Deflated part) {
    parts[at] = part;
  }

  /// The first part; every run has one.
  Deflated first() {
    return parts[0];
  }

  /// Whether another run has the same parts.
  @SuppressWarnings("ReferenceEquality") // the same, not alike: what is kept is never made twice
  boolean isLike(Run other) {
    boolean alike = count == other.count;
    for (int i = 0; alike && i < count; i++) {
      alike = parts[i] == other.parts[i];
    }
    return alike;
  }

  /// Works out the CRC-32.
  void sum() {
    JoinedCrc all = new JoinedCrc();
    for (int i = 0; i < count; i++) {
      all.add(parts[i].crc(), parts[i].length());
    }
    crc = all.crc();
    length = all.length();
  }

  /// Adds the parts' CRC-32 to that of what stands before them.
  void addTo(JoinedCrc before) {
    before.add(crc, length);
  }

  /// Adds the parts' bytes to those that stand before them.
  void addTo(List<byte[]> before) {
    for (int i = 0; i < count; i++) {
      before.add(parts[i].bytes());
    }
  }
}
