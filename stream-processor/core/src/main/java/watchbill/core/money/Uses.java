package watchbill.core.money;

import java.util.Arrays;

/// The same dollars by what they were spent for: the parts sum to the whole, to the pico-dollar.
/// Immutable.
public final class Uses {
  /// No dollars.
  public static final Uses NONE = new Uses(new long[Use.values().length]);

  private final long[] amounts;

  private Uses(long[] amounts) {
    this.amounts = amounts;
  }

  /// The pico-dollars of one use.
  public long of(Use use) {
    return amounts[slot(use)];
  }

  /// All of them.
  public long total() {
    long sum = 0;
    for (long amount : amounts) {
      sum = PicoUsd.plus(sum, amount);
    }
    return sum;
  }

  /// With so many pico-dollars more of one use; fewer when negative.
  public Uses plus(Use use, long picoUsd) {
    if (picoUsd == 0) {
      return this;
    }
    long[] more = amounts.clone();
    more[slot(use)] = PicoUsd.plus(more[slot(use)], picoUsd);
    return new Uses(more);
  }

  /// Use by use the sum.
  public Uses plus(Uses other) {
    long[] sums = amounts.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = PicoUsd.plus(sums[i], other.amounts[i]);
    }
    return new Uses(sums);
  }

  private static int slot(Use use) {
    return switch (use) {
      case PRODUCTIVE -> 0;
      case LOOPED -> 1;
      case DUPLICATED -> 2;
      case LOST -> 3;
      case COMPACTION -> 4;
      case CACHE_MISS -> 5;
      case IDLE -> 6;
      case OPEN -> 7;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Uses uses && Arrays.equals(amounts, uses.amounts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(amounts);
  }

  @Override
  public String toString() {
    return Arrays.toString(amounts);
  }
}
