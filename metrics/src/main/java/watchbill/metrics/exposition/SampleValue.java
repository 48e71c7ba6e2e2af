package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;

/// How a number is written, with the fewest digits that give it back: both formats agree on it, and
/// on what [Double#toString] writes but for whole numbers.
final class SampleValue {
  /// Below this every integral double is also a `long`.
  private static final double LONGS = 1e18;

  /// Below it and from [#LEAST_SCIENTIFIC] on a number is written with a power of ten.
  private static final double LEAST_PLAIN = 1e-3;

  private static final double LEAST_SCIENTIFIC = 1e7;

  /// Below it thousandths have at most 15 digits.
  private static final double MOST_SECONDS = 1e12;

  private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INFINITY = "+Inf".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MINUS_INFINITY = "-Inf".getBytes(StandardCharsets.US_ASCII);

  private SampleValue() {}

  static void write(double value, ByteSink out) {
    if (Math.abs(value) < LONGS && value == (long) value) {
      out.writeDecimal((long) value);
    } else if (Double.isNaN(value)) {
      out.write(NAN);
    } else if (Double.isInfinite(value)) {
      out.write(value > 0 ? INFINITY : MINUS_INFINITY);
    } else if (!writeFraction(value, out)) {
      out.write(Double.toString(value));
    }
  }

  /// Writes a number that is a whole one of millionths or, where it is large, of thousandths: an
  /// amount of dollars, a ratio, a time in seconds; false when it is none. Two decimal numbers of
  /// at most 15 digits are never the same double, so one that gives the double back is the
  /// shortest.
  private static boolean writeFraction(double value, ByteSink out) {
    double size = Math.abs(value);
    if (!(size >= LEAST_PLAIN && size < MOST_SECONDS)) {
      return false;
    }
    boolean plain = size < LEAST_SCIENTIFIC;
    double scale = plain ? 1e6 : 1e3;
    long digits = Math.round(size * scale);
    if (digits / scale != size) {
      return false;
    }
    int decimals = plain ? 6 : 3;
    for (; digits % 10 == 0; digits /= 10) {
      decimals--;
    }
    if (value < 0) {
      out.write('-');
    }
    if (plain) {
      out.writeDecimal(digits, decimals);
    } else {
      int behind = ByteSink.digitsOf(digits) - 1;
      out.writeDecimal(digits, behind);
      out.write('E');
      out.writeDecimal(behind - decimals);
    }
    return true;
  }
}
