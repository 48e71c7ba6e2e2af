package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;

/// How a number is written: both formats agree on it.
final class SampleValue {
  /// Below this every integral double is also a `long`.
  private static final double LONGS = 1e18;

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
    } else {
      out.write(Double.toString(value));
    }
  }
}
