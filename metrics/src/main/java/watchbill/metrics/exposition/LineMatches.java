package watchbill.metrics.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A text as tokens: literals, and matches with what stands before them in it (LZ77). For one
/// thread.
///
/// Lines are alike: most of a line stands one line's length before it. So the distance of the last
/// match is tried first, then the last place that began with the same four bytes; a match that
/// begins one byte later is taken when it is longer.
final class LineMatches {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FARTHEST = 32 << 10;
  private static final int PLACE_BITS = 12;

  /// Bytes that are read in one go must stand in the text: its last ones are literals.
  private static final int TAIL = 8;

  /// A match of so many bytes is taken without a look at the next byte.
  private static final int LONG = 32;

  /// A match of so many bytes takes fewer bits than literals, wherever it is.
  private static final int SURE = 12;

  private static final int MATCH = 1 << 31;
  private static final int LAST_OFFSET = 1 << 30;

  /// Where four bytes with this hash last began: the place in the text and `offset`, so that places
  /// of earlier texts need not be wiped out.
  private final int[] places = new int[1 << PLACE_BITS];

  private int offset = 1;
  private byte[] text = new byte[0];
  private int start;
  private int end;
  private int[] tokens = new int[16 << 10];
  private int count;
  private int bits;

  private int foundLength;
  private int foundDistance;

  /// Reads the text from `from` to `to` into tokens, in the place of those before.
  void read(byte[] next, int from, int to) {
    text = next;
    start = from;
    end = to;
    count = 0;
    bits = 0;
    if (tokens.length < to - from) {
      tokens = new int[to - from];
    }
    if (offset > LAST_OFFSET) {
      Arrays.fill(places, 0);
      offset = 1;
    }
    int at = from;
    int last = 0;
    while (at < to - TAIL) {
      find(at, last);
      if (foundLength > 0 && foundLength < LONG && at + 1 < to - TAIL) {
        at = later(at, last);
      }
      if (foundLength == 0) {
        literal(at++);
      } else {
        last = foundDistance;
        at = match(at);
      }
    }
    while (at < to) {
      literal(at++);
    }
    offset += to - from;
  }

  /// How many tokens there are.
  int count() {
    return count;
  }

  /// How many bits they take.
  int bits() {
    return bits;
  }

  /// One of them.
  int token(int index) {
    return tokens[index];
  }

  /// Whether a token is a match.
  static boolean isMatch(int token) {
    return token < 0;
  }

  /// How long a match is.
  static int length(int match) {
    return (match >>> 16) & 0x7fff;
  }

  /// How far before itself a match is found.
  static int distance(int match) {
    return (match & 0xffff) + 1;
  }

  /// Looks for a better match at the next byte; gives where the one begins that is found now.
  private int later(int at, int last) {
    int length = foundLength;
    int distance = foundDistance;
    find(at + 1, last);
    if (foundLength > length) {
      literal(at);
      return at + 1;
    }
    foundLength = length;
    foundDistance = distance;
    return at;
  }

  /// Finds the longer one of two matches; of length 0 when there is none, or none that saves bits.
  private void find(int at, int last) {
    foundLength = 0;
    foundDistance = 0;
    int four = (int) INTS.get(text, at);
    int place = place(four);
    int before = at - start - places[place] + offset;
    places[place] = at - start + offset;
    if (last > 0 && (int) INTS.get(text, at - last) == four) {
      take(at, last);
    }
    if (before != last
        && before <= Math.min(FARTHEST, at - start)
        && (int) INTS.get(text, at - before) == four) {
      take(at, before);
    }
  }

  private void take(int at, int distance) {
    int length = common(at - distance, at);
    if (length > foundLength && (length >= SURE || saves(at, length, distance))) {
      foundLength = length;
      foundDistance = distance;
    }
  }

  private boolean saves(int at, int length, int distance) {
    int saved = -matchBits(length, distance);
    for (int i = at; i < at + length; i++) {
      saved += LineCode.literalLength(text[i] & 0xff);
    }
    return saved > 0;
  }

  /// How many bytes at two places are the same.
  private int common(int one, int two) {
    int most = Math.min(LineCode.MAX_MATCH, end - two);
    int length = 0;
    while (length + Long.BYTES <= most) {
      long other = (long) LONGS.get(text, one + length) ^ (long) LONGS.get(text, two + length);
      if (other != 0) {
        return length + (Long.numberOfTrailingZeros(other) >>> 3);
      }
      length += Long.BYTES;
    }
    while (length < most && text[one + length] == text[two + length]) {
      length++;
    }
    return length;
  }

  private void literal(int at) {
    int value = text[at] & 0xff;
    tokens[count++] = value;
    bits += LineCode.literalLength(value);
  }

  /// Takes what was found; gives where it ends. The place behind its beginning is kept too: the
  /// next line's match often begins a byte later.
  private int match(int at) {
    tokens[count++] = MATCH | (foundLength << 16) | (foundDistance - 1);
    bits += matchBits(foundLength, foundDistance);
    for (int i = at + 1; i <= at + 2 && i < end - TAIL; i++) {
      places[place((int) INTS.get(text, i))] = i - start + offset;
    }
    return at + foundLength;
  }

  /// By the golden ratio (Knuth, The Art of Computer Programming, 6.4).
  private static int place(int four) {
    return (four * 0x9E3779B1) >>> (Integer.SIZE - PLACE_BITS);
  }

  private static int matchBits(int length, int distance) {
    int symbol = LineCode.distanceSymbol(distance);
    return LineCode.matchLength(length)
        + LineCode.distanceLength(symbol)
        + LineCode.distanceExtra(symbol);
  }
}
