package watchbill.metrics.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Neighbouring rows of one table. A row is bound to the labels of one series at most once: where
/// these go, a copy of the block without them takes its place, and a scrape that has the old one
/// still finds there what it had. So no line has the labels of one series and the value of another.
///
/// Read from any thread; changed with the lock of its rows held.
final class SeriesBlock implements Block {
  /// How many rows a block has: few, so that little is compressed again when one of them changes;
  /// and enough that what the block itself takes does not count. A power of two.
  static final int ROWS = 32;

  /// A NaN that no arithmetic gives.
  static final long UNSET = 0x7ff8_5741_5443_4821L;

  /// Stands in the place of labels; no labels are this array.
  private static final byte[] FREE = {};

  private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CHANGED;

  static {
    try {
      CHANGED = MethodHandles.lookup().findVarHandle(SeriesBlock.class, "changed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final byte[] opening;
  private final byte[][] identities;

  /// The rest of the labels while all rows have the same.
  private byte[] rest = FREE;

  /// One for each row when they differ.
  private byte @Nullable [][] rests;

  private final long[] values;
  private final int madeDuring;
  private volatile boolean changed = true;
  private @Nullable Deflated kept;

  private SeriesBlock(byte[] opening, byte[][] identities, long[] values, int madeDuring) {
    this.opening = opening;
    this.identities = identities;
    this.values = values;
    this.madeDuring = madeDuring;
  }

  /// A block of rows that are free.
  ///
  /// @param opening what all lines begin with
  /// @param scrapes how many have begun
  static SeriesBlock free(byte[] opening, int scrapes) {
    long[] values = new long[ROWS];
    Arrays.fill(values, UNSET);
    return new SeriesBlock(opening, rows(FREE), values, scrapes);
  }

  private static byte[][] rows(byte[] each) {
    byte[][] rows = new byte[ROWS][];
    Arrays.fill(rows, each);
    return rows;
  }

  /// Whether no scrape has begun since it was made.
  boolean isOf(int scrapes) {
    return madeDuring == scrapes;
  }

  /// A copy that no scrape has yet.
  SeriesBlock copy(int scrapes) {
    var copy = new SeriesBlock(opening, identities.clone(), values.clone(), scrapes);
    copy.rest = rest;
    copy.rests = rests == null ? null : rests.clone();
    return copy;
  }

  /// Gives a free row to a series, while no scrape has the block.
  void bind(int row, SeriesKey key) {
    identities[row] = key.identity();
    if (SeriesKey.same(rest, FREE)) {
      rest = key.rest();
    } else if (rests == null && !SeriesKey.same(rest, key.rest())) {
      rests = rows(rest);
    }
    if (rests != null) {
      rests[row] = key.rest();
    }
  }

  /// Frees a row, while no scrape has the block.
  void free(int row) {
    values[row] = UNSET;
    identities[row] = FREE;
    if (rests != null) {
      rests[row] = FREE;
    }
  }

  boolean isBound(int row) {
    return !SeriesKey.same(identities[row], FREE);
  }

  /// The labels that the row is bound to.
  SeriesKey key(int row) {
    return new SeriesKey(identities[row], rest(row));
  }

  /// Whether the row is that of the series with these labels.
  boolean holds(int row, SeriesKey key) {
    return key.is(identities[row], rest(row));
  }

  /// The hash of the labels that the row is bound to.
  int hash(int row) {
    return key(row).hash();
  }

  private byte[] rest(int row) {
    byte[][] all = rests;
    return all == null ? rest : all[row];
  }

  long bits(int row) {
    return (long) VALUES.getAcquire(values, row);
  }

  /// Sets a bound row's value. First the value, then the news of it: see [#takeChanged].
  void set(int row, long bits) {
    if (values[row] != bits) {
      VALUES.setRelease(values, row, bits);
      CHANGED.setVolatile(this, true);
    }
  }

  boolean hasSample() {
    for (int row = 0; row < ROWS; row++) {
      if (bits(row) != UNSET) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean takeChanged() {
    return changed && (boolean) CHANGED.getAndSet(this, false);
  }

  /// A value that is set was set after its row was bound, so its labels are seen with it.
  @Override
  public int writeLines(ByteSink out) {
    int lines = 0;
    for (int row = 0; row < ROWS; row++) {
      long bits = bits(row);
      if (bits != UNSET) {
        out.write(opening, identities[row], rest(row));
        SampleValue.write(Double.longBitsToDouble(bits), out);
        out.write('\n');
        lines++;
      }
    }
    return lines;
  }

  /// Writes its metrics; gives how many.
  int writeMetrics(FamilyMessage out) {
    int metrics = 0;
    for (int row = 0; row < ROWS; row++) {
      long bits = bits(row);
      if (bits != UNSET) {
        out.begin();
        LabelFields.write(identities[row], out);
        LabelFields.write(rest(row), out);
        out.number(Double.longBitsToDouble(bits));
        out.end();
        metrics++;
      }
    }
    return metrics;
  }

  @Override
  public @Nullable Deflated kept() {
    return kept;
  }

  @Override
  public void keep(@Nullable Deflated deflated) {
    kept = deflated;
  }
}
