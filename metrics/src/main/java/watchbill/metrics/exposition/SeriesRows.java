package watchbill.metrics.exposition;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import watchbill.metrics.catalogue.LabelSet;

/// The series of one family in rows, by their labels. A series keeps its row for as long as it is
/// there, so what stands beside it seldom changes, and a compressed block stays good.
///
/// Safe from any thread. A scrape asks for the blocks and then writes them without a lock: which
/// series it shows is settled at that moment, their values are those of the moment when it comes to
/// them.
final class SeriesRows<L extends Record & LabelSet> implements SeriesIndex.Keys {
  /// A table that has room for more than so many times its series is packed when it is replaced.
  private static final int SPARSE = 4;

  /// The first `count` of `all`, which do not change any more.
  @SuppressWarnings("ArrayRecordComponent") // lent to one scrape
  record Blocks(SeriesBlock[] all, int count) {
    SeriesBlock at(int i) {
      return all[i];
    }
  }

  private final LineText<L> text;
  private SeriesBlock[] blocks = new SeriesBlock[2];
  private int blockCount;
  private int arrayMadeDuring;
  private SeriesIndex index = new SeriesIndex(this, 0);

  /// Rows that were used and are not any more.
  private final BitSet free = new BitSet();

  private int used;
  private int size;

  /// How many scrapes have begun.
  private int scrapes;

  /// How often all was replaced.
  private int generation;

  SeriesRows(LineText<L> text) {
    this.text = text;
  }

  synchronized int size() {
    return size;
  }

  /// What a scrape that begins now shows.
  synchronized Blocks scraped() {
    scrapes++;
    return new Blocks(blocks, blockCount);
  }

  /// The series with these labels; made when there is none.
  Series series(L labels) {
    SeriesKey key = text.key(labels);
    synchronized (this) {
      return new Series(this, rowOf(key), key, generation);
    }
  }

  /// Removes the series with these labels, if there is one.
  void remove(L labels) {
    SeriesKey key = text.knownKey(labels);
    if (key != null) {
      remove(key);
    }
  }

  private synchronized void remove(SeriesKey key) {
    int row = index.remove(key);
    if (row >= 0) {
      free(row);
    }
  }

  /// Replaces all series by these. A block in which nothing changes stays the same.
  void replace(Map<L, Double> values) {
    SeriesKey[] keys = new SeriesKey[values.size()];
    long[] bits = new long[values.size()];
    int n = 0;
    for (Map.Entry<L, Double> entry : values.entrySet()) {
      keys[n] = text.key(entry.getKey());
      bits[n++] = Double.doubleToLongBits(entry.getValue());
    }
    replace(keys, bits);
  }

  private synchronized void replace(SeriesKey[] keys, long[] bits) {
    generation++;
    if (keys.length * (long) SPARSE < used) {
      forgetAll(keys.length);
    }
    long[] next = new long[used];
    Arrays.fill(next, SeriesBlock.UNSET);
    int[] rows = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      rows[i] = index.find(keys[i]);
      if (rows[i] >= 0) {
        next[rows[i]] = bits[i];
      }
    }
    for (int row = 0; row < next.length; row++) {
      keep(row, next[row]);
    }
    for (int i = 0; i < keys.length; i++) {
      if (rows[i] < 0) {
        int row = rowOf(keys[i]);
        own(row).set(row % SeriesBlock.ROWS, bits[i]);
      }
    }
  }

  /// Gives a row its next value, or frees it when it has none.
  private void keep(int row, long next) {
    SeriesBlock block = block(row);
    int inBlock = row % SeriesBlock.ROWS;
    if (!block.isBound(inBlock)) {
      return;
    }
    if (next == SeriesBlock.UNSET) {
      index.remove(block.key(inBlock));
      free(row);
    } else if (block.bits(inBlock) != next) {
      own(row).set(inBlock, next);
    }
  }

  private void forgetAll(int rows) {
    blocks = new SeriesBlock[Math.max(2, rows / SeriesBlock.ROWS + 1)];
    blockCount = 0;
    index = new SeriesIndex(this, rows);
    free.clear();
    used = 0;
    size = 0;
  }

  private int rowOf(SeriesKey key) {
    int known = index.find(key);
    return known < 0 ? add(key) : known;
  }

  private int add(SeriesKey key) {
    int row = free.nextSetBit(0);
    if (row >= 0) {
      free.clear(row);
    } else {
      row = used++;
      if (row / SeriesBlock.ROWS == blockCount) {
        append();
      }
    }
    own(row).bind(row % SeriesBlock.ROWS, key);
    index.add(row);
    size++;
    return row;
  }

  private void append() {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, blockCount * 2);
      arrayMadeDuring = scrapes;
    }
    blocks[blockCount++] = SeriesBlock.free(text, scrapes);
  }

  private void free(int row) {
    own(row).free(row % SeriesBlock.ROWS);
    free.set(row);
    size--;
  }

  private SeriesBlock block(int row) {
    return blocks[row / SeriesBlock.ROWS];
  }

  /// The row's block, of which no scrape knows that has begun.
  private SeriesBlock own(int row) {
    SeriesBlock block = block(row);
    if (block.isOf(scrapes)) {
      return block;
    }
    if (arrayMadeDuring != scrapes) {
      blocks = blocks.clone();
      arrayMadeDuring = scrapes;
    }
    SeriesBlock copy = block.copy(scrapes);
    blocks[row / SeriesBlock.ROWS] = copy;
    return copy;
  }

  synchronized void set(Series series, long bits) {
    if (isThere(series)) {
      block(series.row).set(series.row % SeriesBlock.ROWS, bits);
    }
  }

  synchronized void add(Series series, double more) {
    long old = bits(series);
    double before = old == SeriesBlock.UNSET ? 0 : Double.longBitsToDouble(old);
    set(series, Double.doubleToLongBits(before + more));
  }

  synchronized long bits(Series series) {
    return isThere(series)
        ? block(series.row).bits(series.row % SeriesBlock.ROWS)
        : SeriesBlock.UNSET;
  }

  private boolean isThere(Series series) {
    return series.generation == generation && holds(series.row, series.key());
  }

  @Override
  public boolean holds(int row, SeriesKey key) {
    return block(row).holds(row % SeriesBlock.ROWS, key);
  }

  @Override
  public int hash(int row) {
    return block(row).hash(row % SeriesBlock.ROWS);
  }
}
