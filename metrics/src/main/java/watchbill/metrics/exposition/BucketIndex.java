package watchbill.metrics.exposition;

import watchbill.metrics.catalogue.Histogram;

/// Which exponential bucket a value falls into. Bucket `i` holds the values above `b^(i-1)` and up
/// to `b^i`, where `b` is `2^(2^-schema)`
/// (<https://prometheus.io/docs/specs/native_histograms/#regular-schemas>).
///
/// Exact for every double. Prometheus' own client rounds the irrational bounds to the nearest
/// double; where that is above the bound, a value that equals it falls one bucket lower there.
public final class BucketIndex {
  private static final int COARSEST_SCHEMA = -4;

  /// For each `j` from 0 to 8 the largest double that is not above `2^(j/8)`.
  private static final double[] BOUNDS = {
    0x1.0p0,
    0x1.172b83c7d517ap0,
    0x1.306fe0a31b715p0,
    0x1.4bfdad5362a27p0,
    0x1.6a09e667f3bccp0,
    0x1.8ace5422aa0dbp0,
    0x1.ae89f995ad3adp0,
    0x1.d5818dcfba487p0,
    0x1.0p1,
  };

  private BucketIndex() {}

  /// The index of a value's bucket.
  ///
  /// @param value above 0, and finite
  /// @param schema from -4 to [Histogram#FINEST_SCHEMA]
  public static int of(double value, int schema) {
    checkSchema(schema);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "bucket index: want a finite value above 0, have " + value);
    }
    int index = finest(value);
    for (int finer = Histogram.FINEST_SCHEMA; finer > schema; finer--) {
      index = halved(index);
    }
    return index;
  }

  /// The index at half the resolution.
  static int halved(int index) {
    return (index + 1) >> 1;
  }

  static void checkSchema(int schema) {
    if (schema < COARSEST_SCHEMA || schema > Histogram.FINEST_SCHEMA) {
      throw new IllegalArgumentException(
          "schema: want %d to %d, have %d"
              .formatted(COARSEST_SCHEMA, Histogram.FINEST_SCHEMA, schema));
    }
  }

  private static int finest(double value) {
    // A subnormal number has no exponent of its own.
    boolean subnormal = value < Double.MIN_NORMAL;
    double normal = subnormal ? Math.scalb(value, 64) : value;
    int exponent = Math.getExponent(normal);
    double mantissa = Math.scalb(normal, -exponent);
    int part = 0;
    while (mantissa > BOUNDS[part]) {
      part++;
    }
    return (exponent - (subnormal ? 64 : 0)) * 8 + part;
  }
}
