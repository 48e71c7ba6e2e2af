package watchbill.core.money;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// How values are spread: counts in buckets that grow exponentially, eight to each doubling, as in
/// a Prometheus native histogram of schema 3
/// (<https://prometheus.io/docs/specs/native_histograms/>). Bucket `i` counts values above
/// 2^((i-1)/8) up to 2^(i/8). Immutable; at most some 500 buckets over all positive `long`s.
public final class Distribution {
  /// The schema: 2^schema buckets to each doubling.
  public static final int SCHEMA = 3;

  /// Of nothing yet.
  public static final Distribution NONE = new Distribution(0, 0, 0, new int[0], new long[0]);

  private static final int PER_DOUBLING = 1 << SCHEMA;

  /// The upper bounds of the buckets between 1 and 2.
  private static final double[] BOUNDS = bounds();

  private final long count;
  private final long sum;
  private final long zeros;
  private final int[] buckets;
  private final long[] counts;

  private Distribution(long count, long sum, long zeros, int[] buckets, long[] counts) {
    this.count = count;
    this.sum = sum;
    this.zeros = zeros;
    this.buckets = buckets;
    this.counts = counts;
  }

  /// A distribution of these parts, as its accessors give them.
  public static Distribution of(long sum, long zeros, int[] buckets, long[] counts) {
    long count = Arrays.stream(counts).sum() + zeros;
    return new Distribution(count, sum, zeros, buckets.clone(), counts.clone());
  }

  /// How many values.
  public long count() {
    return count;
  }

  /// Their sum, in the unit in which they were given.
  public long sum() {
    return sum;
  }

  /// How many of them are zero.
  public long zeros() {
    return zeros;
  }

  /// The buckets that are not empty, in ascending order.
  public int[] buckets() {
    return buckets.clone();
  }

  /// The counts of [#buckets].
  public long[] counts() {
    return counts.clone();
  }

  /// With one value more.
  ///
  /// @param amount the value, 0 or more
  /// @param unit how much of it makes 1 on the scale of the buckets: 10^12 for pico-dollars, so
  ///   that buckets are in dollars
  public Distribution plus(long amount, double unit) {
    long total = PicoUsd.plus(sum, amount);
    if (amount <= 0) {
      return new Distribution(count + 1, total, zeros + 1, buckets, counts);
    }
    int bucket = bucketOf(amount / unit);
    int place = Arrays.binarySearch(buckets, bucket);
    if (place >= 0) {
      long[] more = counts.clone();
      more[place]++;
      return new Distribution(count + 1, total, zeros, buckets, more);
    }
    int at = -place - 1;
    int[] wider = new int[buckets.length + 1];
    long[] more = new long[wider.length];
    System.arraycopy(buckets, 0, wider, 0, at);
    System.arraycopy(counts, 0, more, 0, at);
    wider[at] = bucket;
    more[at] = 1;
    System.arraycopy(buckets, at, wider, at + 1, buckets.length - at);
    System.arraycopy(counts, at, more, at + 1, buckets.length - at);
    return new Distribution(count + 1, total, zeros, wider, more);
  }

  /// The upper bound of the bucket in which the smallest value stands that so large a share of all
  /// values does not exceed; 0 of nothing.
  public double quantile(double share) {
    long left = (long) Math.ceil(share * count) - zeros;
    for (int i = 0; i < buckets.length; i++) {
      if (left <= 0) {
        return i == 0 ? 0 : upperBound(buckets[i - 1]);
      }
      left -= counts[i];
    }
    return buckets.length == 0 ? 0 : upperBound(buckets[buckets.length - 1]);
  }

  private static double upperBound(int bucket) {
    return Math.scalb(
        BOUNDS[Math.floorMod(bucket, PER_DOUBLING)], Math.floorDiv(bucket, PER_DOUBLING));
  }

  /// Bucket by bucket the sum.
  public Distribution plus(Distribution other) {
    return combined(other, 1);
  }

  /// Bucket by bucket the difference; every value of `other` must be in this.
  public Distribution minus(Distribution other) {
    return combined(other, -1);
  }

  private Distribution combined(Distribution other, int sign) {
    SortedMap<Integer, Long> all = new TreeMap<>();
    for (int i = 0; i < buckets.length; i++) {
      all.merge(buckets[i], counts[i], Long::sum);
    }
    for (int i = 0; i < other.buckets.length; i++) {
      all.merge(other.buckets[i], sign * other.counts[i], Long::sum);
    }
    all.values().removeIf(none -> none == 0);
    return new Distribution(
        count + sign * other.count,
        PicoUsd.plus(sum, sign * other.sum),
        zeros + sign * other.zeros,
        all.keySet().stream().mapToInt(Integer::intValue).toArray(),
        all.values().stream().mapToLong(Long::longValue).toArray());
  }

  /// The bucket of a positive value.
  static int bucketOf(double value) {
    int exponent = Math.getExponent(value);
    double rest = value / Math.scalb(1.0, exponent);
    int within = 0;
    while (within < PER_DOUBLING && rest > BOUNDS[within]) {
      within++;
    }
    return exponent * PER_DOUBLING + within;
  }

  private static double[] bounds() {
    double[] bounds = new double[PER_DOUBLING];
    for (int i = 0; i < PER_DOUBLING; i++) {
      bounds[i] = StrictMath.pow(2, i / (double) PER_DOUBLING);
    }
    return bounds;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that
        && count == that.count
        && sum == that.sum
        && zeros == that.zeros
        && Arrays.equals(buckets, that.buckets)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Arrays.hashCode(buckets);
  }

  @Override
  public String toString() {
    return count + " values, sum " + sum;
  }
}
