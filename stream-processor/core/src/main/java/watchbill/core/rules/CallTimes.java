package watchbill.core.rules;

import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How long the calls of one tool took lately: counts in buckets that grow by the square root of
/// two, from a quarter of a second to a day. 160 bytes. Whenever there are 1,024 calls, all counts
/// are halved, so that what was long ago weighs less.
final class CallTimes {
  private static final int BUCKETS = 37;
  private static final int FIRST_MILLIS = 250;
  private static final int FULL = 1_024;

  private final int[] counts = new int[BUCKETS];
  private int count;

  void add(long millis) {
    counts[bucketOf(millis)]++;
    count++;
    if (count == FULL) {
      count = 0;
      for (int i = 0; i < BUCKETS; i++) {
        counts[i] /= 2;
        count += counts[i];
      }
    }
  }

  int count() {
    return count;
  }

  /// What 99 of 100 calls stayed below, at most a factor of 1.42 too long; of fewer than 100, what
  /// all did.
  long p99Millis() {
    int above = count / 100;
    int bucket = BUCKETS - 1;
    while (bucket > 0 && above >= counts[bucket]) {
      above -= counts[bucket];
      bucket--;
    }
    return endOf(bucket);
  }

  private static int bucketOf(long millis) {
    int bucket = 0;
    while (bucket < BUCKETS - 1 && millis > endOf(bucket)) {
      bucket++;
    }
    return bucket;
  }

  /// The longest call of a bucket; every second one ends at a power of two quarters of a second.
  private static long endOf(int bucket) {
    long even = (long) FIRST_MILLIS << (bucket / 2);
    return bucket % 2 == 0 ? even : even * 99 / 70;
  }

  void save(StateOutput out) {
    for (int bucket : counts) {
      out.number(bucket);
    }
  }

  void restore(StateInput in) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] = (int) in.number();
      count += counts[i];
    }
  }
}
