package watchbill.wire.otlp;

import watchbill.core.state.Fingerprint;

/// Reads one data point: a number of a sum, or the sum and count of a histogram.
final class MetricPoint {
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final long FIRST = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private final Attributes attributes;
  private final int kind;
  private long high;
  private long low;
  private long apartHigh;
  private long apartLow;
  private long startNanos;
  private long nanos;
  private double value = Double.NaN;
  private long count;

  /// @param kind the number of the field of the metric that holds it: 7 a sum, 9 a histogram, 10 an
  ///   exponential one
  MetricPoint(Attributes attributes, int kind) {
    this.attributes = attributes;
    this.kind = kind;
    attributes.clear();
  }

  long nanos() {
    return nanos;
  }

  /// Reads it; gives whether it has a value.
  boolean read(ProtoInput in) {
    int attributesField = kind == SUM ? 7 : kind == HISTOGRAM ? 9 : 1;
    while (in.next()) {
      if (in.isBytes(attributesField)) {
        attribute(in);
      } else if (in.isNumber(2)) {
        startNanos = in.number();
      } else if (in.isNumber(3)) {
        nanos = in.number();
      } else if (in.isNumber(4) && kind == SUM) {
        value = Double.longBitsToDouble(in.number());
      } else if (in.isNumber(6) && kind == SUM) {
        value = in.number();
      } else if (in.isNumber(4)) {
        count = Math.max(0, in.number());
      } else if (in.isNumber(5)) {
        value = Double.longBitsToDouble(in.number());
      }
    }
    return !Double.isNaN(value);
  }

  MetricIntake.Point point(boolean cumulative) {
    return new MetricIntake.Point(
        new Fingerprint(high, low),
        new Fingerprint(apartHigh, apartLow),
        startNanos,
        nanos,
        cumulative,
        value,
        count);
  }

  /// Adds an attribute to the fingerprints, whatever its place among the others.
  private void attribute(ProtoInput in) {
    long one = FIRST;
    long two = PRIME;
    for (int i = in.from(); i < in.to(); i++) {
      one = (one ^ in.bytes[i]) * PRIME;
      two = (two + in.bytes[i]) * 0xBF58476D1CE4E5B9L;
      two ^= two >>> 29;
    }
    one ^= one >>> 32;
    ProtoInput pair = in.message();
    Key key = null;
    while (pair.next()) {
      if (pair.isBytes(1)) {
        key = Key.named(pair.bytes, pair.from(), pair.to());
      }
    }
    high += one;
    low += two;
    if (key != Key.TYPE && key != Key.TOKEN_TYPE && key != Key.TOKEN_MODALITY) {
      apartHigh += one;
      apartLow += two;
    }
    attributes.add(in.message());
  }
}
