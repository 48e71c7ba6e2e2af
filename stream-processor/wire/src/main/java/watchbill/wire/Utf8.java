package watchbill.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A strict look at UTF-8 before anything is parsed: the JSON reader takes overlong forms and
/// encoded surrogates, and guesses at UTF-16.
///
/// The table of well-formed sequences is Unicode's (The Unicode Standard, table 3-7).
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = 0x0101010101010101L;

  private Utf8() {}

  /// What is wrong with these bytes: [RejectReason#BAD_UTF8], [RejectReason#NUL] or nothing.
  static @Nullable RejectReason flawOf(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (at + Long.BYTES <= end) {
        long eight = (long) LONGS.get(bytes, at);
        // No byte is beyond ASCII, and none is zero: with the high bits clear, taking one from each
        // byte sets a high bit exactly where there was a zero first.
        if ((eight & HIGH_BITS) == 0 && ((eight - LOW_BITS) & HIGH_BITS) == 0) {
          at += Long.BYTES;
          continue;
        }
      }
      byte one = bytes[at];
      if (one == 0) {
        return RejectReason.NUL;
      }
      int size = one > 0 ? 1 : sequenceAt(bytes, at, end);
      if (size == 0) {
        return RejectReason.BAD_UTF8;
      }
      at += size;
    }
    return null;
  }

  /// The length of the sequence that begins here with a byte beyond ASCII; 0 when it is malformed.
  private static int sequenceAt(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + size > end) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int i = at + 2; i < at + size; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
