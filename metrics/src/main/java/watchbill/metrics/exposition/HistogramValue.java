package watchbill.metrics.exposition;

import java.util.List;

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

  private static void want(boolean holds, String wanted, Object have) {
    if (!holds) {
      throw new IllegalArgumentException("histogram: want " + wanted + ", have " + have);
    }
  }
}
