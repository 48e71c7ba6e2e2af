package watchbill.exporter.infrastructure;

import watchbill.core.money.PicoUsd;

/// What something has cost so far, at a price that changes: whole pico-dollars, and what is not one
/// yet. For one thread.
final class Meter {
  private static final long MILLIS_PER_HOUR = 3_600_000;

  private long picoUsd;
  private long remainder;

  /// So many milliseconds pass at this price in pico-dollars an hour.
  void advance(long pricePerHour, long millis) {
    long parts = pricePerHour % MILLIS_PER_HOUR * millis + remainder;
    long whole = pricePerHour / MILLIS_PER_HOUR * millis + parts / MILLIS_PER_HOUR;
    picoUsd = PicoUsd.plus(picoUsd, whole);
    remainder = parts % MILLIS_PER_HOUR;
  }

  /// The whole pico-dollars.
  long picoUsd() {
    return picoUsd;
  }

  /// What is not a whole one yet, in 3,600,000ths of a pico-dollar.
  long remainder() {
    return remainder;
  }
}
