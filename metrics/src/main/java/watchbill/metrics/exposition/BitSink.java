package watchbill.metrics.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bits in memory that grow, the first one the lowest of the first byte, as deflate has them. For
/// one thread.
final class BitSink {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[256];
  private int length;
  private long held;
  private int count;

  /// Forgets all bits, and keeps the room.
  void reset() {
    length = 0;
    held = 0;
    count = 0;
  }

  /// Makes room for so many more bytes; [#add] wants 16 bytes more than its bits take.
  void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * length));
    }
  }

  /// Adds the lowest bits of `value`, of which no higher one may be set, in room that is there.
  ///
  /// @param bits at most 56
  void addInRoom(long value, int bits) {
    held |= value << count;
    LONGS.set(bytes, length, held);
    count += bits;
    length += count >>> 3;
    held >>>= count & ~7;
    count &= 7;
  }

  /// Adds the lowest bits of `value`, of which no higher one may be set.
  ///
  /// @param bits at most 56
  void add(long value, int bits) {
    room(16);
    addInRoom(value, bits);
  }

  /// Adds whole bytes; wants to be at a byte.
  void add(byte[] more) {
    room(more.length + 16);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /// Fills the byte with zeros.
  void toByte() {
    add(0, -count & 7);
  }

  /// Whether the bits fill bytes.
  boolean isAtByte() {
    return count == 0;
  }

  /// A copy of all whole bytes.
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
