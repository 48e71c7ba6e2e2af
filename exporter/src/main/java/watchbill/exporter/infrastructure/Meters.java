package watchbill.exporter.infrastructure;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// What several things have cost so far, by their labels. One that has had no price for an hour is
/// forgotten: Prometheus has seen the last of it. For one thread.
final class Meters<K> {
  private static final long FORGOTTEN_MILLIS = 3_600_000;

  private final Map<K, Entry> entries = new HashMap<>();
  private long passedMillis;

  private static final class Entry {
    final Meter meter = new Meter();
    long pricedAtMillis;
  }

  /// So many milliseconds pass at these prices in pico-dollars an hour.
  void advance(Map<K, Long> pricesPerHour, long millis) {
    passedMillis += millis;
    pricesPerHour.forEach((key, price) -> {
      Entry entry = entries.computeIfAbsent(key, _ -> new Entry());
      entry.meter.advance(price, millis);
      entry.pricedAtMillis = passedMillis;
    });
    for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
      if (passedMillis - all.next().pricedAtMillis > FORGOTTEN_MILLIS) {
        all.remove();
      }
    }
  }

  /// All that are not forgotten, in whole pico-dollars.
  Map<K, Long> picoUsd() {
    Map<K, Long> totals = new HashMap<>();
    entries.forEach((key, entry) -> totals.put(key, entry.meter.picoUsd()));
    return totals;
  }
}
