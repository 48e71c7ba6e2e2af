package watchbill.metrics.exposition;

/// Finds the row of a series by its labels: a table of row numbers in which a number stands at the
/// hash of its labels or, where that is taken, behind it. Not thread-safe.
final class SeriesIndex {
  private static final int NONE = 0;

  private final Keys keys;

  /// Each 1 more than the number of the row.
  private int[] places;

  private int size;

  /// The labels of rows.
  interface Keys {
    boolean holds(int row, SeriesKey key);

    int hash(int row);
  }

  /// An empty one with room for so many rows.
  SeriesIndex(Keys keys, int rows) {
    this.keys = keys;
    this.places = new int[Math.max(8, Integer.highestOneBit(Math.max(1, rows * 5 / 4)) << 1)];
  }

  /// The row of the series with these labels; negative when there is none.
  int find(SeriesKey key) {
    return places[placeOf(key)] - 1;
  }

  /// Adds a row, whose labels no other has.
  void add(int row) {
    if ((size + 1) * 5L > places.length * 4L) {
      grow();
    }
    put(row);
    size++;
  }

  /// Takes out the series with these labels, while its row still has them; gives its row, negative
  /// when there is none.
  int remove(SeriesKey key) {
    int gap = placeOf(key);
    int row = places[gap] - 1;
    if (row >= 0) {
      size--;
      close(gap);
    }
    return row;
  }

  /// Moves those back that stand behind a gap because its place was taken.
  private void close(int from) {
    int mask = places.length - 1;
    int gap = from;
    for (int at = gap + 1 & mask; places[at] != NONE; at = at + 1 & mask) {
      int wanted = keys.hash(places[at] - 1) & mask;
      if ((at - wanted & mask) >= (at - gap & mask)) {
        places[gap] = places[at];
        gap = at;
      }
    }
    places[gap] = NONE;
  }

  private int placeOf(SeriesKey key) {
    int mask = places.length - 1;
    int at = key.hash() & mask;
    while (places[at] != NONE && !keys.holds(places[at] - 1, key)) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void put(int row) {
    int mask = places.length - 1;
    int at = keys.hash(row) & mask;
    while (places[at] != NONE) {
      at = at + 1 & mask;
    }
    places[at] = row + 1;
  }

  private void grow() {
    int[] old = places;
    places = new int[old.length * 2];
    for (int place : old) {
      if (place != NONE) {
        put(place - 1);
      }
    }
  }
}
