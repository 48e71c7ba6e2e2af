package watchbill.core.state;

import java.util.Arrays;

/// Gives each fingerprint that is added the next dense number, from 0. Open addressing, 16 bytes
/// and two ints at most an entry; nothing is ever taken out. Not thread-safe.
final class FingerprintTable {
  private static final int ABSENT = -1;

  private long[] highs = new long[16];
  private long[] lows = new long[16];
  private int[] places = emptyPlaces(32);
  private int size;

  /// How many fingerprints are in it.
  int size() {
    return size;
  }

  /// The fingerprint with this number.
  Fingerprint get(int number) {
    return new Fingerprint(highs[number], lows[number]);
  }

  /// The fingerprint's number, or -1.
  int find(Fingerprint key) {
    int mask = places.length - 1;
    for (int place = (int) key.low() & mask; ; place = (place + 1) & mask) {
      int number = places[place];
      if (number == ABSENT || (lows[number] == key.low() && highs[number] == key.high())) {
        return number;
      }
    }
  }

  /// Adds a fingerprint that is not in it, and gives its number.
  int add(Fingerprint key) {
    if (size == highs.length) {
      highs = Arrays.copyOf(highs, size * 2);
      lows = Arrays.copyOf(lows, size * 2);
      places = emptyPlaces(size * 4);
      for (int number = 0; number < size; number++) {
        place(number, lows[number]);
      }
    }
    highs[size] = key.high();
    lows[size] = key.low();
    place(size, key.low());
    return size++;
  }

  private void place(int number, long low) {
    int mask = places.length - 1;
    int place = (int) low & mask;
    while (places[place] != ABSENT) {
      place = (place + 1) & mask;
    }
    places[place] = number;
  }

  private static int[] emptyPlaces(int length) {
    int[] places = new int[length];
    Arrays.fill(places, ABSENT);
    return places;
  }
}
