package watchbill.exporter.infrastructure;

import java.math.BigInteger;

/// One price, to be divided among those that hold parts of what it is for. A part is rounded down
/// to a whole pico-dollar, so the parts are never more than the price; when more is held than there
/// is, all parts become smaller alike.
///
/// @param price in pico-dollars
/// @param capacity how much there is
/// @param held how much is held of it, all together
record Division(long price, long capacity, long held) {
  /// What holding so much costs.
  long part(long amount) {
    long whole = Math.max(capacity, held);
    return whole <= 0 ? 0 : timesOver(price, amount, whole);
  }

  /// `a * b / c`, rounded down, for numbers that are not negative and `c` not 0. A result that does
  /// not fit is the largest number.
  static long timesOver(long a, long b, long c) {
    if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
      return a * b / c;
    }
    BigInteger exact =
        BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(c));
    return exact.bitLength() < Long.SIZE ? exact.longValueExact() : Long.MAX_VALUE;
  }
}
