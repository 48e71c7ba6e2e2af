package watchbill.metrics.exposition;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import watchbill.metrics.catalogue.Histogram;

/// Counts values into both forms of a histogram, one by one.
public final class Observations {
  private final List<Double> bounds;
  private final long[] classic;
  private SortedMap<Integer, Long> buckets = new TreeMap<>();
  private int schema = Histogram.FINEST_SCHEMA;
  private long zeros;
  private double sum;

  /// None yet, for a series of this family.
  public Observations(Histogram<?> family) {
    bounds = family.bounds();
    classic = new long[bounds.size() + 1];
  }

  /// Counts a value.
  ///
  /// @param value 0 or more, and finite
  public void add(double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("histogram: want a finite value from 0, have " + value);
    }
    int bucket = 0;
    while (bucket < bounds.size() && value > bounds.get(bucket)) {
      bucket++;
    }
    classic[bucket]++;
    sum += value;
    if (value <= Histogram.ZERO_THRESHOLD) {
      zeros++;
    } else {
      buckets.merge(BucketIndex.of(value, schema), 1L, Long::sum);
      if (buckets.size() > Histogram.MOST_BUCKETS) {
        var fewer = new NativeBuckets(schema, zeros, buckets).bounded();
        schema = fewer.schema();
        buckets = new TreeMap<>(fewer.counts());
      }
    }
  }

  /// All that was counted.
  public HistogramValue value() {
    var cumulative = new ArrayList<Long>();
    long count = 0;
    for (int i = 0; i < bounds.size(); i++) {
      count += classic[i];
      cumulative.add(count);
    }
    return new HistogramValue(
        sum, count + classic[bounds.size()], cumulative, new NativeBuckets(schema, zeros, buckets));
  }
}
