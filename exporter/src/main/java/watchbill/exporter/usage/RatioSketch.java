package watchbill.exporter.usage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How large a ratio was, in the measurements of a window that ends now: counts in buckets that
/// grow by the 16th root of 2. A percentile is the middle of its bucket, so it is off by 2.2 % at
/// most, of what was added; ratios below 2^-12 count as 0, and those above 2^8 as that.
///
/// The window moves by an eighth of itself, so between 7/8 of it and all of it count. It takes 12
/// KiB whatever is added. For one thread.
final class RatioSketch {
  private static final int SLICES = 8;
  private static final int PER_OCTAVE = 16;
  private static final int LEAST_OCTAVE = -12;
  private static final int MOST_OCTAVE = 8;
  private static final int BUCKETS = (MOST_OCTAVE - LEAST_OCTAVE) * PER_OCTAVE + 2;
  private static final double LN_2 = Math.log(2);

  private final long sliceMillis;
  private final int[] @Nullable [] slices = new int[SLICES][];
  private final long[] counts = new long[BUCKETS];
  private long total;
  private long current = Long.MIN_VALUE;

  RatioSketch(Duration window) {
    this.sliceMillis = Math.max(1, window.toMillis() / SLICES);
  }

  /// A measurement.
  ///
  /// @param ratio not negative
  void add(double ratio, long nowMillis) {
    advance(nowMillis);
    int at = (int) Math.floorMod(current, (long) SLICES);
    int[] slice = slices[at];
    if (slice == null) {
      slice = new int[BUCKETS];
      slices[at] = slice;
    }
    int bucket = bucket(ratio);
    slice[bucket]++;
    counts[bucket]++;
    total++;
  }

  /// What lies before the window is forgotten. A clock that is set back stands still.
  void advance(long nowMillis) {
    long now = Math.floorDiv(nowMillis, sliceMillis);
    if (current == Long.MIN_VALUE) {
      current = now;
    }
    if (now - current >= SLICES) {
      current = now - SLICES;
    }
    while (current < now) {
      current++;
      forget((int) Math.floorMod(current, (long) SLICES));
    }
  }

  private void forget(int at) {
    int[] slice = slices[at];
    if (slice != null) {
      for (int i = 0; i < BUCKETS; i++) {
        counts[i] -= slice[i];
        total -= slice[i];
      }
      slices[at] = null;
    }
  }

  /// How many measurements are in the window.
  long count() {
    return total;
  }

  /// The smallest ratio that so many of the measurements do not exceed.
  ///
  /// @param share of the measurements; above 0, at most 1. There is at least one measurement
  double percentile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long below = 0;
    for (int i = 0; i < BUCKETS; i++) {
      below += counts[i];
      if (below >= rank) {
        return value(i);
      }
    }
    throw new IllegalStateException("want a measurement, have none");
  }

  private static int bucket(double ratio) {
    double octave = Math.log(ratio) / LN_2; // -infinity for 0
    if (octave < LEAST_OCTAVE) {
      return 0;
    }
    if (octave >= MOST_OCTAVE) {
      return BUCKETS - 1;
    }
    return 1 + (int) ((octave - LEAST_OCTAVE) * PER_OCTAVE);
  }

  private static double value(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    if (bucket == BUCKETS - 1) {
      return Math.exp(MOST_OCTAVE * LN_2);
    }
    return Math.exp((LEAST_OCTAVE + (bucket - 0.5) / PER_OCTAVE) * LN_2);
  }
}
