package watchbill.cli.explain;

import watchbill.core.money.PicoUsd;

/// What was spent of late, kept by sixths of an hour. Not for several threads at once.
public final class Burn {
  /// What one burn weighs, in bytes.
  static final long BYTES = 96;

  private static final int SLOTS = 6;
  private static final long SLOT_MILLIS = 600_000;

  private final long[] picoUsd = new long[SLOTS];
  private long newest;

  /// When the time began that [#spent] covers at a moment, in milliseconds since the epoch: 50 to
  /// 60 minutes before it.
  public static long beganMillis(long nowMillis) {
    return (nowMillis / SLOT_MILLIS - SLOTS + 1) * SLOT_MILLIS;
  }

  /// Takes what was spent at a moment.
  void add(long atMillis, long more) {
    long number = atMillis / SLOT_MILLIS;
    turnTo(number);
    if (number > newest - SLOTS) {
      int slot = (int) (number % SLOTS);
      picoUsd[slot] = PicoUsd.plus(picoUsd[slot], more);
    }
  }

  /// What was spent since the time began, in pico-dollars.
  long spent(long nowMillis) {
    turnTo(nowMillis / SLOT_MILLIS);
    long sum = 0;
    for (long one : picoUsd) {
      sum = PicoUsd.plus(sum, one);
    }
    return sum;
  }

  private void turnTo(long number) {
    for (long next = Math.max(newest + 1, number - SLOTS + 1); next <= number; next++) {
      picoUsd[(int) (next % SLOTS)] = 0;
    }
    newest = Math.max(newest, number);
  }
}
