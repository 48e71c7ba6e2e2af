package watchbill.metrics.exposition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;

/// The series of one histogram by their labels. Safe from any thread; a scrape walks over an array
/// that was published whole, and is never blocked.
final class HistogramRows<L extends Record & LabelSet> {
  private final Headers headers;
  private final Function<L, HistogramSeries> maker;
  private volatile Shown<L> shown =
      new Shown<>(new ConcurrentHashMap<>(), new HistogramSeries[8], 0);

  /// No rows yet.
  ///
  /// @param maker makes a row without a value
  HistogramRows(Histogram<L> family, Function<L, HistogramSeries> maker) {
    this.headers = new Headers(family);
    this.maker = maker;
  }

  int size() {
    return shown.count;
  }

  /// The row with these labels; made when there is none.
  HistogramSeries row(L labels) {
    HistogramSeries known = shown.index.get(labels);
    return known != null ? known : make(labels);
  }

  private synchronized HistogramSeries make(L labels) {
    HistogramSeries known = shown.index.get(labels);
    if (known != null) {
      return known;
    }
    HistogramSeries made = maker.apply(labels);
    shown = shown.with(labels, made);
    return made;
  }

  /// Removes the row with these labels, if there is one.
  synchronized void remove(L labels) {
    shown = shown.without(labels);
  }

  /// Replaces all rows by those for these values; equal labels keep their bytes.
  synchronized void replace(Map<L, HistogramValue> values) {
    var index = new HashMap<L, HistogramSeries>(values.size() * 2);
    values.forEach((labels, value) -> {
      @Nullable HistogramSeries before = shown.index.get(labels);
      index.put(labels, new HistogramSeries(before != null ? before : maker.apply(labels), value));
    });
    HistogramSeries[] array = index.values().toArray(new HistogramSeries[0]);
    shown = new Shown<>(new ConcurrentHashMap<>(index), array, array.length);
  }

  /// Writes the header and all rows that have a value; nothing when none has. Gives the number of
  /// samples.
  int writeTo(Format format, ByteSink out) {
    var now = shown;
    int start = out.length();
    int samples =
        switch (format) {
          case TextFormat _, OpenMetricsFormat _ -> lines(now, headers.in(format), out);
          case ProtobufFormat _ -> metrics(now, headers.message(out));
        };
    if (samples == 0) {
      out.truncate(start);
    }
    return samples;
  }

  private static int lines(Shown<?> now, byte[] header, ByteSink out) {
    out.write(header);
    int samples = 0;
    for (int i = 0; i < now.count; i++) {
      samples += now.array[i].writeLines(out);
    }
    return samples;
  }

  private static int metrics(Shown<?> now, FamilyMessage out) {
    int samples = 0;
    for (int i = 0; i < now.count; i++) {
      samples += now.array[i].writeMetric(out);
    }
    out.close();
    return samples;
  }

  /// The first `count` of `array`, which nobody changes any more. Slots behind them may be filled
  /// by the next rows, which share the array; writers hold the lock of the rows.
  private static final class Shown<L> {
    final ConcurrentHashMap<L, HistogramSeries> index;
    final HistogramSeries[] array;
    final int count;

    Shown(ConcurrentHashMap<L, HistogramSeries> index, HistogramSeries[] array, int count) {
      this.index = index;
      this.array = array;
      this.count = count;
    }

    Shown<L> with(L labels, HistogramSeries row) {
      HistogramSeries[] next =
          count < array.length ? array : Arrays.copyOf(array, Math.max(8, count * 2));
      next[count] = row;
      index.put(labels, row);
      return new Shown<>(index, next, count + 1);
    }

    Shown<L> without(L labels) {
      HistogramSeries gone = index.remove(labels);
      if (gone == null) {
        return this;
      }
      var rest = new HistogramSeries[Math.max(8, array.length)];
      int n = 0;
      for (int i = 0; i < count; i++) {
        if (array[i] != gone) {
          rest[n++] = array[i];
        }
      }
      return new Shown<>(index, rest, n);
    }
  }
}
