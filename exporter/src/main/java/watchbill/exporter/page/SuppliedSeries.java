package watchbill.exporter.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import watchbill.metrics.catalogue.Counter;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesTable;

/// Series whose values somebody else keeps and gives when asked, once a scrape: so the sources
/// count without knowing a metric. Suppliers are called from any thread, must not wait, and
/// counters of them must not fall.
///
/// Say all families first, then hand it to the page.
public final class SuppliedSeries implements ExpositionSource {
  private final Map<SeriesTable<?>, Runnable> reads = new LinkedHashMap<>();

  /// A counter of one series.
  public SuppliedSeries count(Counter<NoLabels> family, LongSupplier total) {
    SeriesTable<NoLabels> table = new SeriesTable<>(family);
    reads.put(table, () -> table.series(NoLabels.NONE).set((double) total.getAsLong()));
    return this;
  }

  /// A counter of one series per key, such as a type or a reason.
  ///
  /// @param labels the label set of a key
  /// @param totals the total by key; a key that was given once is given from then on
  public <L extends Record & LabelSet> SuppliedSeries counts(
      Counter<L> family, Function<String, L> labels, Supplier<Map<String, Long>> totals) {
    SeriesTable<L> table = new SeriesTable<>(family);
    reads.put(
        table,
        () ->
            totals
                .get()
                .forEach(
                    (key, total) -> table.series(labels.apply(key)).set((double) (long) total)));
    return this;
  }

  /// A gauge of one series; empty while its value is unknown.
  public SuppliedSeries gauge(Gauge<NoLabels> family, Supplier<OptionalDouble> value) {
    return gauges(
        family,
        () -> {
          OptionalDouble now = value.get();
          return now.isPresent() ? Map.of(NoLabels.NONE, now.getAsDouble()) : Map.of();
        });
  }

  /// A gauge of several series: the values that are known now.
  public <L extends Record & LabelSet> SuppliedSeries gauges(
      Gauge<L> family, Supplier<Map<L, Double>> values) {
    SeriesTable<L> table = new SeriesTable<>(family);
    reads.put(table, () -> table.replace(values.get()));
    return this;
  }

  @Override
  public List<Family<?>> families() {
    List<Family<?>> families = new ArrayList<>();
    reads.keySet().forEach(table -> families.add(table.family()));
    return families;
  }

  /// One scrape at a time, so that no scrape shows a counter lower than one before it.
  @Override
  public synchronized int writeTo(Format format, ByteSink out) {
    int samples = 0;
    for (Map.Entry<SeriesTable<?>, Runnable> entry : reads.entrySet()) {
      entry.getValue().run();
      samples += entry.getKey().writeTo(format, out);
    }
    return samples;
  }
}
