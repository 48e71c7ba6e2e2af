package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.LabelSet;

/// All series of one family. Safe from any thread; a scrape walks over an array that was published
/// whole, and is never blocked.
public final class SeriesTable<L extends Record & LabelSet> implements ExpositionSource {
  private final Family<L> family;
  private final byte[] textHeader;
  private final byte[] openMetricsHeader;
  private volatile Rows<L> rows = Rows.none();

  /// An empty table.
  public SeriesTable(Family<L> family) {
    this.family = family;
    this.textHeader = Format.TEXT.header(family).getBytes(StandardCharsets.UTF_8);
    this.openMetricsHeader = Format.OPEN_METRICS.header(family).getBytes(StandardCharsets.UTF_8);
  }

  /// The family.
  public Family<L> family() {
    return family;
  }

  @Override
  public List<Family<?>> families() {
    return List.of(family);
  }

  /// How many series there are, set or not.
  public int size() {
    return rows.count;
  }

  /// The series with these labels; made, and not set, when there is none. Good until the series is
  /// removed or the table replaced.
  public Series series(L labels) {
    Series known = rows.index.get(labels);
    return known != null ? known : make(labels);
  }

  private synchronized Series make(L labels) {
    Series known = rows.index.get(labels);
    if (known != null) {
      return known;
    }
    var made = new Series(SeriesHead.of(family, labels));
    rows = rows.with(labels, made);
    return made;
  }

  /// Removes the series with these labels, if there is one. Takes time with the size of the table.
  public synchronized void remove(L labels) {
    rows = rows.without(labels);
  }

  /// Replaces all series by these; a scrape sees all old or all new ones. Series that were given
  /// out before are not part of the table any more.
  public synchronized void replace(Map<L, Double> values) {
    var old = rows;
    var index = new HashMap<L, Series>(values.size() * 2);
    values.forEach((labels, value) -> {
      Series before = old.index.get(labels);
      byte[] head = before != null ? before.head() : SeriesHead.of(family, labels);
      var series = new Series(head);
      series.set(value);
      index.put(labels, series);
    });
    rows = Rows.of(index);
  }

  /// Writes the header and all series that are set; nothing when the table is empty.
  @Override
  public int writeTo(Format format, ByteSink out) {
    var now = rows;
    int samples = 0;
    for (int i = 0; i < now.count; i++) {
      Series series = now.array[i];
      long read = series.read();
      if (read != Series.UNSET) {
        if (samples == 0) {
          out.write(header(format));
        }
        series.write(read, out);
        samples++;
      }
    }
    return samples;
  }

  private byte[] header(Format format) {
    return switch (format) {
      case TextFormat _ -> textHeader;
      case OpenMetricsFormat _ -> openMetricsHeader;
    };
  }

  /// The first `count` of `array`, which nobody changes any more. Slots behind them may be filled
  /// by the next rows, which share the array; writers hold the table's lock.
  private static final class Rows<L> {
    final ConcurrentHashMap<L, Series> index;
    final Series[] array;
    final int count;

    Rows(ConcurrentHashMap<L, Series> index, Series[] array, int count) {
      this.index = index;
      this.array = array;
      this.count = count;
    }

    static <L> Rows<L> none() {
      return new Rows<>(new ConcurrentHashMap<>(), new Series[8], 0);
    }

    static <L> Rows<L> of(Map<L, Series> index) {
      Series[] array = index.values().toArray(new Series[0]);
      return new Rows<>(new ConcurrentHashMap<>(index), array, array.length);
    }

    Rows<L> with(L labels, Series series) {
      Series[] next = count < array.length ? array : Arrays.copyOf(array, Math.max(8, count * 2));
      next[count] = series;
      index.put(labels, series);
      return new Rows<>(index, next, count + 1);
    }

    Rows<L> without(L labels) {
      Series gone = index.remove(labels);
      if (gone == null) {
        return this;
      }
      var rest = new Series[Math.max(8, array.length)];
      int n = 0;
      for (int i = 0; i < count; i++) {
        if (array[i] != gone) {
          rest[n++] = array[i];
        }
      }
      return new Rows<>(index, rest, n);
    }
  }
}
