package watchbill.exporter.pods;

import java.util.HashMap;
import java.util.Map;
import watchbill.core.money.Distribution;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.HistogramTable;
import watchbill.metrics.exposition.HistogramValue;
import watchbill.metrics.exposition.NativeBuckets;

/// A histogram of durations that are seen one by one. For one thread; scrapes write beside it.
final class Durations<L extends Record & LabelSet> {
  private static final double MILLIS_PER_SECOND = 1_000;

  final HistogramTable<L> table;
  private final Histogram<L> family;
  private final Map<L, Distribution> seen = new HashMap<>();

  Durations(Histogram<L> family) {
    this.family = family;
    this.table = new HistogramTable<>(family);
  }

  /// Counts one more; one that two clocks make negative is 0.
  void add(L labels, long millis) {
    Distribution one = Distribution.NONE.plus(Math.max(0, millis), MILLIS_PER_SECOND);
    Distribution all = seen.merge(labels, one, Distribution::plus);
    NativeBuckets buckets = NativeBuckets.of(all.zeros(), all.buckets(), all.counts());
    table.series(labels).set(HistogramValue.of(family, all.sum() / MILLIS_PER_SECOND, buckets));
  }
}
