package watchbill.exporter.agents;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.money.Distribution;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.HistogramTable;
import watchbill.metrics.exposition.HistogramValue;
import watchbill.metrics.exposition.NativeBuckets;

/// One histogram that many agents fill, each with totals of its own. One thread at a time.
final class SharedDistribution<L extends Record & LabelSet> {
  private record Part(AgentKey agent, String kind) {}

  final HistogramTable<L> table;
  private final Histogram<L> family;
  private final LongToDoubleFunction sum;
  private final Map<Part, Distribution> told = new HashMap<>();
  private final Map<L, Distribution> all = new HashMap<>();

  /// @param sum the sum of a distribution in the unit of the family, which is that of its buckets
  SharedDistribution(Histogram<L> family, LongToDoubleFunction sum) {
    this.family = family;
    this.sum = sum;
    this.table = new HistogramTable<>(family);
  }

  /// Adds what has come since this agent told last; that stays where it is put now.
  ///
  /// @param kind which of the agent's distributions it is
  void told(AgentKey agent, String kind, Distribution now, L labels) {
    Distribution before = told.put(new Part(agent, kind), now);
    Distribution sums = all.merge(labels, more(now, before), Distribution::plus);
    NativeBuckets buckets = NativeBuckets.of(sums.zeros(), sums.buckets(), sums.counts());
    table.series(labels).set(HistogramValue.of(family, sum.applyAsDouble(sums.sum()), buckets));
  }

  private static Distribution more(Distribution now, @Nullable Distribution before) {
    return before == null ? now : now.minus(before);
  }
}
