package watchbill.metrics.exposition;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import watchbill.metrics.catalogue.Histogram;

/// How many values fell into each exponential bucket. Making one with a count that is not positive
/// throws an [IllegalArgumentException].
///
/// @param schema the resolution, from -4 to [Histogram#FINEST_SCHEMA]
/// @param zeros how many were 0, or not above [Histogram#ZERO_THRESHOLD]
/// @param counts by [BucketIndex], for buckets that hold a value
public record NativeBuckets(int schema, long zeros, SortedMap<Integer, Long> counts) {
  public NativeBuckets {
    BucketIndex.checkSchema(schema);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    if (zeros < 0 || counts.values().stream().anyMatch(count -> count <= 0)) {
      throw new IllegalArgumentException(
          "native buckets: want positive counts, have " + zeros + " zeros and " + counts);
    }
  }

  /// Counts at the finest resolution.
  ///
  /// @param indexes of the buckets that hold a value
  /// @param counts one for each of them
  public static NativeBuckets of(long zeros, int[] indexes, long[] counts) {
    var byIndex = new TreeMap<Integer, Long>();
    for (int i = 0; i < indexes.length; i++) {
      byIndex.merge(indexes[i], counts[i], Long::sum);
    }
    return new NativeBuckets(Histogram.FINEST_SCHEMA, zeros, byIndex);
  }

  /// How many values are in the buckets up to this one, zeros included.
  long upTo(int index) {
    return zeros + counts.headMap(index + 1).values().stream().mapToLong(Long::longValue).sum();
  }

  /// How many values there are.
  public long total() {
    return zeros + counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// These in the finest resolution that needs no more than [Histogram#MOST_BUCKETS].
  public NativeBuckets bounded() {
    NativeBuckets fewer = this;
    while (fewer.counts.size() > Histogram.MOST_BUCKETS) {
      fewer = fewer.halved();
    }
    return fewer;
  }

  /// The same values at half the resolution.
  private NativeBuckets halved() {
    var merged = new TreeMap<Integer, Long>();
    counts.forEach((index, count) -> merged.merge(BucketIndex.halved(index), count, Long::sum));
    return new NativeBuckets(schema - 1, zeros, merged);
  }
}
