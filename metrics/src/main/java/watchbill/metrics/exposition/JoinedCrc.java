package watchbill.metrics.exposition;

/// The CRC-32 of texts that stand one after the other, from the CRC-32 of each. For one thread.
///
/// A CRC is the remainder of a text, read as a polynomial over GF(2), by gzip's polynomial of
/// degree 32 (<https://www.rfc-editor.org/rfc/rfc1952>, 8). A text of n bytes behind another
/// multiplies the one before by x^8n, so the remainders are joined by a multiplication and an
/// addition; the inversions of both ends cancel out. As in gzip, a remainder's coefficient of x^0
/// stands in its highest bit.
final class JoinedCrc {
  /// gzip's polynomial without x^32.
  private static final int POLYNOMIAL = 0xedb88320;

  private static final int ONE = 1 << 31;
  private static final int X_TO_8 = ONE >>> 8;

  /// x to the power of 8, and each the square of the one before.
  private static final int[] POWERS = new int[Long.SIZE];

  static {
    POWERS[0] = X_TO_8;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = times(POWERS[i - 1], POWERS[i - 1]);
    }
  }

  private int crc;
  private long length;

  /// Adds a text behind all others.
  ///
  /// @param bytes its length
  void add(int textsCrc, long bytes) {
    int moved = crc;
    for (long rest = bytes; rest != 0; rest &= rest - 1) {
      moved = times(moved, POWERS[Long.numberOfTrailingZeros(rest)]);
    }
    crc = moved ^ textsCrc;
    length += bytes;
  }

  /// The CRC-32 of all.
  int crc() {
    return crc;
  }

  /// The length of all in bytes.
  long length() {
    return length;
  }

  /// The product of two remainders.
  private static int times(int one, int two) {
    int product = 0;
    int shifted = two;
    for (int rest = one; rest != 0; rest <<= 1) {
      product ^= shifted & (rest >> 31);
      shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
    }
    return product;
  }
}
