package watchbill.metrics.exposition;

import java.util.List;
import watchbill.metrics.catalogue.Histogram;

/// What a series of a histogram holds: totals since counting began, never differences. Making one
/// that contradicts itself throws an [IllegalArgumentException].
///
/// @param sum of all values
/// @param count of all values
/// @param cumulative for each of the family's upper bounds the count of all values up to it
/// @param buckets the same values in exponential buckets
public record HistogramValue(double sum, long count, List<Long> cumulative, NativeBuckets buckets) {
  public HistogramValue {
    cumulative = List.copyOf(cumulative);
    buckets = buckets.bounded();
    long below = 0;
    for (long upTo : cumulative) {
      want(upTo >= below, "cumulative counts that do not fall", cumulative);
      below = upTo;
    }
    want(below <= count, "at most " + count + " in classic buckets", cumulative);
    want(buckets.total() == count, count + " in native buckets", buckets.total());
  }

  /// The value of a series whose classic buckets are counted from the exponential ones. That is
  /// exact, since a power of two bounds an exponential bucket too.
  ///
  /// @param family one whose upper bounds are powers of two
  /// @param buckets at a schema of 0 or more
  public static HistogramValue of(Histogram<?> family, double sum, NativeBuckets buckets) {
    want(buckets.schema() >= 0, "a schema of 0 or more", buckets.schema());
    List<Long> cumulative =
        family.bounds().stream()
            .map(bound -> {
              want(isPowerOfTwo(bound), "powers of two to count up to", bound);
              return buckets.upTo(BucketIndex.of(bound, buckets.schema()));
            })
            .toList();
    return new HistogramValue(sum, buckets.total(), cumulative, buckets);
  }

  private static boolean isPowerOfTwo(double bound) {
    return bound == Math.scalb(1.0, Math.getExponent(bound));
  }

  private static void want(boolean holds, String wanted, Object have) {
    if (!holds) {
      throw new IllegalArgumentException("histogram: want " + wanted + ", have " + have);
    }
  }
}
