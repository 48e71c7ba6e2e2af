package watchbill.metrics.exposition;

import org.jspecify.annotations.Nullable;

/// One series of a table: a slot for its value. Safe from any thread. A series that was never set
/// is not written.
///
/// It is good until the series is removed or its table replaced; from then on it has no value, and
/// what it is set to is lost, unless a series with the same labels has come into its place.
public final class Series {
  final int row;
  final int generation;
  private final SeriesRows<?> rows;
  private final byte[] identity;
  private final byte[] rest;

  /// @param generation of the rows
  Series(SeriesRows<?> rows, int row, SeriesKey key, int generation) {
    this.rows = rows;
    this.row = row;
    this.identity = key.identity();
    this.rest = key.rest();
    this.generation = generation;
  }

  SeriesKey key() {
    return new SeriesKey(identity, rest);
  }

  /// Sets the value. A scrape sees the old or the new one, never a mixture.
  public void set(double value) {
    rows.set(this, Double.doubleToLongBits(value));
  }

  /// Adds to the value; one that is not set counts as 0. No addition is lost.
  public void add(double more) {
    rows.add(this, more);
  }

  /// Forgets the value: it is unknown, and unknown is not zero.
  public void clear() {
    rows.set(this, SeriesBlock.UNSET);
  }

  /// Whether it has a value.
  public boolean isSet() {
    return rows.bits(this) != SeriesBlock.UNSET;
  }

  /// The value; NaN when it has none.
  public double value() {
    return Double.longBitsToDouble(rows.bits(this));
  }

  /// Whether both are the same series of the same table.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Series that
        && rows == that.rows
        && row == that.row
        && generation == that.generation
        && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return key().hash() * 31 + row;
  }
}
