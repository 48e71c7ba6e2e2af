package watchbill.simulator.story;

import java.util.SplittableRandom;

/// How a measure is spread: its least value, median, 90 % and 99 % quantiles and greatest value.
/// Between them it is even. Whole numbers only, so that a seed means the same on every machine.
public record Spread(long least, long p50, long p90, long p99, long most) {
  public Spread {
    if (least < 0 || least > p50 || p50 > p90 || p90 > p99 || p99 > most) {
      throw new IllegalArgumentException(
          "spread: want 0 <= least <= p50 <= p90 <= p99 <= most, have "
              + least
              + ", "
              + p50
              + ", "
              + p90
              + ", "
              + p99
              + ", "
              + most);
    }
  }

  /// One value.
  public long draw(SplittableRandom random) {
    int place = random.nextInt(1000);
    if (place < 500) {
      return between(random, least, p50);
    } else if (place < 900) {
      return between(random, p50, p90);
    } else if (place < 990) {
      return between(random, p90, p99);
    }
    return between(random, p99, most);
  }

  private static long between(SplittableRandom random, long low, long high) {
    return random.nextLong(low, high + 1);
  }
}
